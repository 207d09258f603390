/**
 * What the container says would happen, asked for without doing it: where a skill would run, what else would come, what it
 * would reach, and who stands behind it. The same question that the real plan asks; nothing follows from it.
 */
import { post } from './api.js';

let asked = 0;

/** The plan of installing a version; a problem when it cannot be installed; null when another question came meanwhile. */
export async function dryPlan(id, version) {
  const mine = ++asked;
  let answer;
  try {
    answer = { plan: await post('plans', { action: 'install', id, version }) };
  } catch (problem) {
    answer = { problem };
  }
  return mine === asked ? answer : null;
}

/** The plan's part that is about one skill. */
export const itemOf = (answer, id) => answer?.plan?.items.find((item) => item.id === id);
