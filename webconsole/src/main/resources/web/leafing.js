/** Leafs through what the catalogue has: page by page, and of a long way only the last pages stay. */
import { get, patiently } from './api.js';
import { rememberAlso } from './legacy.js';
import { store } from './store.js';

const PER_PAGE = 24;
/** So many pages are kept; a browser does not bear a hundred thousand cards. */
const MOST_PAGES = 20;

export class Leafing {
  #pages = [];
  #look = null;
  #asked = null;
  #changed;

  /** Those of the first answer: how many skills each category has. */
  categories = [];
  /** The newest answer; null until one came. */
  answer = null;
  problem = null;
  busy = false;

  /** @param changed told after each change */
  constructor(changed) {
    this.#changed = changed;
  }

  get skills() {
    return this.#pages.flatMap((page) => page.skills);
  }

  get first() {
    return this.#pages.at(0)?.page ?? 1;
  }

  /** Whether there is more that one can leaf to, and whether there is more than that. */
  get more() {
    return !!this.answer && this.#end() < this.answer.reachable;
  }

  get beyond() {
    return !!this.answer && !this.more && this.answer.reachable < this.answer.total;
  }

  /** How many skills lie from the beginning to the last one that is shown. */
  get reached() {
    return (this.first - 1) * PER_PAGE + this.skills.length;
  }

  #end() {
    return (this.#pages.at(-1)?.page ?? 0) * PER_PAGE;
  }

  begin(look) {
    this.#look = look;
    return this.#ask(1, (page) => [page]);
  }

  next() {
    return this.#ask(this.#pages.at(-1).page + 1, (page) => [...this.#pages, page].slice(-MOST_PAGES));
  }

  earlier() {
    return this.#ask(this.first - 1, (page) => [page, ...this.#pages].slice(0, MOST_PAGES));
  }

  again() {
    return this.begin(this.#look);
  }

  /** Only the newest question counts: the one before is given up, and its answer, should it still come, is dropped. */
  async #ask(page, placed) {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.busy = true;
    this.#changed();
    try {
      const answer = await patiently(
        () => get('catalogue?' + this.#query(page), { signal: asked.signal }),
        (waiting) => this.#asked === asked && store.set({ waiting }),
      );
      if (this.#asked === asked) {
        this.#pages = placed(answer);
        this.answer = answer;
        this.categories = page === 1 ? answer.categories ?? [] : this.categories;
        this.problem = null;
        rememberAlso(answer.skills);
      }
    } catch (problem) {
      if (this.#asked === asked) {
        this.problem = problem;
        if (page === 1) {
          // What another look found would be continued with this one's pages.
          this.#pages = [];
          this.answer = null;
        }
      }
    }
    if (this.#asked === asked) {
      this.busy = false;
      this.#changed();
    }
  }

  #query(page) {
    const query = new URLSearchParams({ page, per_page: PER_PAGE });
    Object.entries(this.#look).filter(([, value]) => value).forEach(([name, value]) => query.set(name, value));
    return query;
  }
}
