/** Every word that the page shows, by key, from the resource file of the language that the document is in. */
export const language = document.documentElement.lang;

export const table = async (name) => (await fetch(new URL(`./lang/${name}.json`, import.meta.url))).json();

const [english, own] = await Promise.all([table('en'), language === 'en' ? {} : table(language)]);
const words = { ...english, ...own };

/** The text of a key, with its places filled. */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{([a-z]+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** The text of a key if there is one, else what is given. */
export function tOr(key, otherwise) {
  return words[key] ?? otherwise;
}

/** Several things in a row. */
export const joined = (texts) => texts.join(t('list.between'));

export const number = (value) => new Intl.NumberFormat(language).format(value);
export const date = (value) => moment(value, { dateStyle: 'medium' });
export const time = (value) => moment(value, { dateStyle: 'medium', timeStyle: 'short' });

/** What only looks like a moment stays as it is. */
function moment(value, style) {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? String(value ?? '') : new Intl.DateTimeFormat(language, style).format(at).replace(/\s(?=[AP]M$)/u, '\u00a0');
}

/** A size for people: 48 kB, 3 bytes. */
export function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let power = 0;
  let value = bytes;
  while (value >= 1000 && power < units.length - 1) {
    value /= 1000;
    power++;
  }
  return new Intl.NumberFormat(language, {
    style: 'unit', unit: units[power], unitDisplay: power > 0 ? 'short' : 'long', maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
