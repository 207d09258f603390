/** What the page knows, in one place; parts draw themselves anew when it changes. */
import { get, patiently, post } from './api.js';

/** What is looked for while nobody chose anything. */
export const ANYTHING = { q: '', tier: '', category: '', source: '', sort: 'relevance' };

class Store extends EventTarget {
  /** The number of the newest question for all, and of the one whose answers are shown. */
  #asked = 0;
  #shown = 0;

  waiting = null;
  /** Why the session is over, and whether that was seen; null while it is not. */
  session = null;
  status = null;
  installed = new Map();
  alerts = [];
  updates = { updates: [], failed: [] };
  /** Which updates come by themselves; null until it is known. */
  policy = null;
  checking = false;
  tasks = new Map();
  toasts = [];
  /** Where one is, which the address says, too: the tab, and what is looked for in Discover. */
  tab = 'discover';
  look = ANYTHING;
  /** The open dialogs: the id of a skill, a skill, a plan in the making, a failure. */
  detail = null;
  tools = null;
  change = null;
  failure = null;
  /** Whether files are being chosen to install from; whether a folder is being looked at. */
  file = false;
  imports = false;
  /** The task that looked at a folder last; null until one is known. */
  importTask = null;
  /** What is known of the road from legacy skills: skills, done, asking, problem; null until it was asked for. */
  migration = null;
  /** Under which other ids a skill is found, too, by its id: as the last search said. */
  also = new Map();
  /** How skills that were rated here are rated since, by id: what a search said before is older. */
  rated = new Map();

  set(values) {
    Object.assign(this, values);
    if (this.failure?.problem?.status === 401) {
      // Told by the dialog of the session.
      this.failure = null;
    }
    this.dispatchEvent(new Event('change'));
  }

  async load() {
    await patiently(() => this.refresh(), (waiting) => this.set({ waiting }));
  }

  /** Asks anew for all that a change of skills touches; answers that were overtaken by those to a later question are dropped. */
  async refresh() {
    const mine = ++this.#asked;
    const [status, skills, updates, { alerts }, policy] = await Promise.all([
      get('status'), get('skills'), get('updates'), get('alerts'),
      // A policy that cannot be read hides nothing else.
      get('policy').catch(() => null),
    ]);
    if (mine > this.#shown) {
      this.#shown = mine;
      this.set({ status, installed: new Map(skills.skills.map((skill) => [skill.id, skill])), updates, alerts, policy });
    }
  }

  /** Only how the skills do: for whoever watches them. */
  async refreshSkills() {
    const { skills } = await get('skills');
    this.set({ installed: new Map(skills.map((skill) => [skill.id, skill])) });
  }

  async checkForUpdates() {
    this.set({ checking: true });
    try {
      const updates = await post('updates/check');
      // Others may have installed something meanwhile, which has updates, too.
      await this.refresh();
      this.set({ updates });
    } catch (problem) {
      this.set({ failure: { problem } });
    } finally {
      this.set({ checking: false });
    }
  }

  updateOf(id) {
    return this.updates.updates.find((update) => update.id === id);
  }

  /** The running task of a skill; a change of all skills is the task of each that it is about. */
  taskOf(id) {
    return this.running().find((task) =>
      task.skill === id || (!task.skill && (task.action === 'migrate' ? this.migratable(id) : task.action === 'update' && this.updateOf(id))));
  }

  /** The task that was begun last of those about this skill alone, that the page knows. */
  lastTaskOf(id) {
    return [...this.tasks.values()].filter((task) => task.skill === id)
      .reduce((last, task) => (!last || task.started_at > last.started_at ? task : last), null);
  }

  /** What is known of the way of a legacy skill that can be migrated now. */
  migratable(id) {
    return this.migration?.skills?.find((skill) => skill.id === id && skill.state === 'ready');
  }

  /** Whether skills are being changed: another change would be refused. Looking at a folder changes none. */
  changing() {
    return this.running().some((task) => task.action !== 'import');
  }

  running() {
    return [...this.tasks.values()].filter((task) => !isFinal(task));
  }

  toast(text, kind = 'good', action = null) {
    const toast = { text, kind, action };
    this.set({ toasts: [...this.toasts, toast] });
    setTimeout(() => this.dismiss(toast), 8000);
  }

  dismiss(toast) {
    this.set({ toasts: this.toasts.filter((other) => other !== toast) });
  }

  go(tab) {
    this.set({ tab });
  }

  /** Looks for something else in Discover: q, tier, category, source, sort. */
  seek(changes) {
    this.set({ tab: 'discover', look: { ...this.look, ...changes } });
  }
}

export const isFinal = (task) => ['succeeded', 'failed', 'cancelled'].includes(task.state);

export const store = new Store();
