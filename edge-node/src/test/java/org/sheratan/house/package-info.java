/** The rules of the house as tests over the sources and classes of all modules. */
package org.sheratan.house;
