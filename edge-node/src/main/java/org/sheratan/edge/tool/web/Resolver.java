package org.sheratan.edge.tool.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up, once for each request: what was judged is what is connected to. */
@FunctionalInterface
public interface Resolver {
  Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> resolve(String host) throws UnknownHostException;
}
