/** The way of every change: a plan that is shown, a yes to exactly that plan, a task that is followed. */
import { post } from './api.js';
import { followMine } from './follow.js';
import { store } from './store.js';

/**
 * Asks for a plan and shows it. {@code wanted}: action, id, version, purge, host, source, state, data; and for the
 * page itself name, and past, the state that is gone back to.
 *
 * @param before the plan that is shown until another wish has its own
 */
export async function plan(wanted, notice = null, before = null) {
  const change = { wanted, notice, plan: before, making: before !== null };
  store.set({ change });
  try {
    const { action, id, version, purge, host, source, state, data } = wanted;
    const made = await post('plans', { action, id, version, purge, host, source, state, data });
    if (store.change === change) {
      store.set({ change: { ...change, plan: made, making: false } });
    }
  } catch (problem) {
    if (store.change === change && !over(problem)) {
      store.set({ change: null, failure: { problem } });
    }
  }
}

/** A session that is over is told by itself; what was ticked stays for whoever comes back. */
const over = (problem) => problem.status === 401;

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
    } else if (!over(problem)) {
      store.set({ change: null, failure: { problem } });
    }
  }
}

export const cancel = (taskId) => post(`tasks/${encodeURIComponent(taskId)}/cancel`).catch(() => {});

/** How an item is called in a consent. */
export const consentKey = (item) =>
  item.to ? `${item.id}@${item.to}#${item.sha256}` : `${item.id}@${item.from}`;
