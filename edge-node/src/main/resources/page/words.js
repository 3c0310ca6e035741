// One dictionary a language; the node picks by Accept-Language until somebody chooses.
let words = {};

const chosen = () => {
  try {
    return localStorage.getItem('sheratan-language');
  } catch {
    return null;
  }
};

export async function load() {
  const answer = await fetch(chosen() === null ? '/page/words.json' : `/page/words.${chosen() === 'de' ? 'de' : 'en'}.json`);
  words = await answer.json();
  document.documentElement.lang = words.language;
  document.querySelectorAll('[data-word]').forEach((element) => {
    element.textContent = t(element.dataset.word);
  });
}

export function switchTo(language) {
  try {
    localStorage.setItem('sheratan-language', language);
  } catch {
    // Without storage the choice would be lost with the reload.
    return;
  }
  location.reload();
}

export const language = () => words.language;

/** The words for a key, with {name} replaced by values. */
export const t = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));

/** Words for a state the node may name in future, too. */
export const word = (group, value) => words[`${group}_${value}`] ?? String(value).replaceAll('_', ' ');
