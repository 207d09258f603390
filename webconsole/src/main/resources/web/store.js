/** What the page knows, in one place; parts draw themselves anew when it changes. */
import { get, patiently, post } from './api.js';

class Store extends EventTarget {
  waiting = null;
  status = null;
  installed = new Map();
  updates = { updates: [], failed: [] };
  checking = false;
  tasks = new Map();
  toasts = [];
  tab = tabOf(location.hash);
  /** The open dialogs: the id of a skill, a skill, a plan in the making, a failure. */
  detail = null;
  tools = null;
  change = null;
  failure = null;

  set(values) {
    Object.assign(this, values);
    this.dispatchEvent(new Event('change'));
  }

  async load() {
    await patiently(() => this.refresh(), (waiting) => this.set({ waiting }));
  }

  /** Asks anew for all that a change of skills touches. */
  async refresh() {
    const [status, skills, updates] = await Promise.all([get('status'), get('skills'), get('updates')]);
    this.set({ status, installed: new Map(skills.skills.map((skill) => [skill.id, skill])), updates });
  }

  async checkForUpdates() {
    this.set({ checking: true });
    try {
      this.set({ updates: await post('updates/check') });
    } catch (problem) {
      this.set({ failure: { problem } });
    } finally {
      this.set({ checking: false });
    }
  }

  updateOf(id) {
    return this.updates.updates.find((update) => update.id === id);
  }

  /** The running task of a skill; an update of all skills is the task of each that has one. */
  taskOf(id) {
    return this.running().find((task) => task.skill === id || (!task.skill && this.updateOf(id)));
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
    history.replaceState(null, '', '#' + tab);
    this.set({ tab });
  }
}

export const isFinal = (task) => ['succeeded', 'failed', 'cancelled'].includes(task.state);

function tabOf(hash) {
  return ['installed', 'updates'].includes(hash.slice(1)) ? hash.slice(1) : 'discover';
}

export const store = new Store();
