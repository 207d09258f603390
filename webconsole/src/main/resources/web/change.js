/** The way of every change: a plan that is shown, a yes to exactly that plan, a task that is followed. */
import { post } from './api.js';
import { followMine } from './follow.js';
import { store } from './store.js';

/** Asks for a plan and shows it. {@code wanted}: action, id, version, purge, host; and name, for the title. */
export async function plan(wanted, notice = null) {
  const change = { wanted, notice, plan: null };
  store.set({ change });
  try {
    const { action, id, version, purge, host } = wanted;
    const made = await post('plans', { action, id, version, purge, host });
    if (store.change === change) {
      store.set({ change: { ...change, plan: made } });
    }
  } catch (problem) {
    if (store.change === change) {
      store.set({ change: null, failure: { problem } });
    }
  }
}

/** Says yes. A plan that is no longer true is made again and shown again; nothing is carried out unseen. */
export async function agree(change, accept, flags) {
  const { plan_id, digest } = change.plan;
  try {
    const { task_id } = await post('tasks', { plan_id, digest, accept, flags });
    store.set({ change: null });
    followMine(task_id);
  } catch (problem) {
    if (['plan_changed', 'plan_expired', 'plan_unknown'].includes(problem.code)) {
      await plan(change.wanted, 'plan.changed');
    } else {
      store.set({ change: null, failure: { problem } });
    }
  }
}

export const cancel = (taskId) => post(`tasks/${encodeURIComponent(taskId)}/cancel`).catch(() => {});

/** How an item is called in a consent. */
export const consentKey = (item) =>
  item.to ? `${item.id}@${item.to}#${item.sha256}` : `${item.id}@${item.from}`;
