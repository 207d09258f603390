/**
 * The container's sentences in another language. It says them in English; a table gives for each what the reader's language
 * says, where {} stands for what the container filled in, {1} and {2} for the first and the second of that. In the English
 * a | marks where the container puts a sentence together, and is not part of it.
 */

/** What is longer was not said by the container alone, and is shown as it is. */
const LONGEST = 4000;

/** What was filled in may be a sentence itself, and that again; nobody says more than that. */
const DEEPEST = 3;
const MOST_SENTENCES = 12;

/**
 * A template with fewer letters of its own, such as "Start {}", is a title: it is not looked for in what was filled in, where
 * it may be a name, nor in whole sentences.
 */
const LEAST_OF_SENTENCES = 11;
const SENTENCE = /[.!?]$/u;

const BETWEEN_SENTENCES = /(?<=[.!?]) +(?=[A-Z./"])/u;
const FIRST_WORD = /^\S+(?= )/u;

export class Sentences {
  #exact = new Map();
  /** Templates by the first word of theirs, and those that begin with what is filled in; the longest first. */
  #byWord = new Map();
  #others = [];

  constructor(table) {
    for (const [english, own] of Object.entries(table)) {
      const parts = english.replaceAll('|', '').split('{}');
      if (parts.length === 1) {
        this.#exact.set(parts[0], own);
      } else {
        const word = FIRST_WORD.exec(parts[0])?.[0];
        const list = word ? (this.#byWord.get(word) ?? []) : this.#others;
        list.push({ parts, own, weight: parts.join('').length });
        if (word) {
          this.#byWord.set(word, list);
        }
      }
    }
    [this.#others, ...this.#byWord.values()].forEach((list) => list.sort((one, other) => other.weight - one.weight));
  }

  /** What a text says in the other language, or null: the whole of it, else sentence by sentence. */
  say(text, depth = 0) {
    if (!text || text.length > LONGEST || depth > DEEPEST) {
      return null;
    }
    return this.#whole(text, depth) ?? this.#oneByOne(text.split(BETWEEN_SENTENCES), depth);
  }

  #whole(text, depth) {
    const exact = this.#exact.get(text);
    if (exact !== undefined) {
      return exact;
    }
    const word = FIRST_WORD.exec(text)?.[0];
    const least = depth || SENTENCE.test(text) ? LEAST_OF_SENTENCES : 0;
    const begun = fitting(this.#byWord.get(word) ?? [], text, least);
    const other = fitting(this.#others, text, least);
    const best = begun && other ? (begun.weight >= other.weight ? begun : other) : (begun ?? other);
    return best && tidy(filled(best.own, best.found.map((one) => (one.includes(' ') ? (this.say(one.trim(), depth + 1) ?? one) : one))));
  }

  /** As many sentences at once as are known together; what is not known stays as it is. */
  #oneByOne(parts, depth) {
    if (parts.length < 2 || parts.length > MOST_SENTENCES) {
      return null;
    }
    const said = [];
    let known = false;
    for (let i = 0; i < parts.length; ) {
      let own = null;
      let end = parts.length + 1;
      while (own === null && --end > i) {
        own = this.#whole(parts.slice(i, end).join(' '), depth);
      }
      known ||= own !== null;
      said.push(own ?? parts[i]);
      i = own === null ? i + 1 : end;
    }
    return known ? tidy(said.join(' ')) : null;
  }
}

function fitting(list, text, least) {
  for (const { parts, own, weight } of list) {
    const found = weight < least ? null : between(parts, text);
    if (found) {
      return { own, weight, found };
    }
  }
  return null;
}

/** What stands between the parts, each as short as can be and never nothing; null when the text is another. */
function between(parts, text) {
  const last = parts.length - 1;
  const end = text.length - parts[last].length;
  if (!text.startsWith(parts[0]) || !text.endsWith(parts[last])) {
    return null;
  }
  const found = [];
  let from = parts[0].length;
  for (let i = 1; i < last; i++) {
    const at = text.indexOf(parts[i], from + 1);
    if (at < 0) {
      return null;
    }
    found.push(text.slice(from, at));
    from = at + parts[i].length;
  }
  return from < end ? [...found, text.slice(from, end)] : null;
}

function filled(own, found) {
  let next = 0;
  return own.replace(/\{(\d?)\}/gu, (place, number) => found[number ? number - 1 : next++] ?? place);
}

/** No spaces between Chinese words, and one full stop where a sentence was filled into another. */
const tidy = (text) =>
  text.replace(/([\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef])/gu, '$1').replace(/[.。]。/gu, '。');
