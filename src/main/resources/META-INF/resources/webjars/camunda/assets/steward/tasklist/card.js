// A task in Tasklist's list: which ticket, where, how urgent, and the honest clock.
import { say, t, when } from '../form.js';
import { code } from '../codes.js';
import { clockShort, running, standing } from '../clock.js';
import { el } from '../elements.js';
import { category, site, where } from '../estate.js';
import { stale } from '../fresh.js';
import { watch } from './cards.js';

/** The step itself, where it has another due time than the most urgent promise to the resident. */
const step = ({ step: { dueAt, overdue }, clocks }, zone) =>
  dueAt && running(clocks)[0]?.dueAt !== dueAt && el('p', { class: overdue ? 'st-step overdue' : 'st-step' },
    overdue ? t(`This step was due ${when(dueAt, zone)}`, `本步骤应于 ${when(dueAt, zone)} 前完成，已超时`)
      : t(`This step: by ${when(dueAt, zone)}`, `本步骤：${when(dueAt, zone)} 前`));

const drawn = async (card, answer) => {
  const [place, estate, matter] = await Promise.all([
    where(card).catch(() => card.home ?? card.place ?? ''), site(card.site).catch(() => undefined), category(card.category).catch(() => undefined)]);
  const zone = estate?.zone;
  const [first] = running(card.clocks);
  const overdue = card.step.overdue || (first && standing(first).colour === 'red');
  return el('div', { class: overdue ? 'st-card overdue' : 'st-card', 'data-ticket-number': card.number },
    el('p', { class: 'st-line' },
      el('span', { class: 'st-number' }, card.number),
      el('span', { class: `st-badge st-${card.priority.toLowerCase()}` }, code('priority', card.priority)),
      card.urges > 0 && el('span', { class: 'st-badge st-urged' }, t(`urged ×${card.urges}`, `催办 ${card.urges} 次`))),
    el('p', { class: 'st-title' }, card.title),
    el('p', { class: 'st-where' }, [place, say(matter?.name ?? card.category)].filter(Boolean).join(' · ')),
    clockShort(card.clocks, zone),
    step(card, zone),
    !answer.fresh && stale(answer.at));
};

const TOLD = ['ticket', 'site', 'home', 'place', 'priority', 'category', 'title'];

/** The filter's variables are shown below as they are, unless the card says them all in words. */
const columns = (node, scope) => node.closest('.task-card-details')?.classList.toggle('st-told',
  (scope?.filterProperties?.variables ?? []).every(({ name }) => TOLD.includes(name)));

export const card = {
  id: 'steward-card',
  pluginPoint: 'tasklist.card',
  priority: 300, // before the filter's variables
  render: (node, { taskId }, scope) => {
    let last = 0;
    const stop = watch(taskId, async (ticket, answer) => {
      const turn = ++last;
      const shows = ticket ? [await drawn(ticket, answer)] : [];
      if (turn === last) {
        node.replaceChildren(...shows);
        columns(node, ticket && scope);
      }
    });
    scope?.$on('$destroy', stop);
  }
};
