// The frame of a tab beside the form: finds the ticket of the task, says what is missing, and keeps what is shown up to date.
import { get, t } from '../form.js';
import { code } from '../codes.js';
import { clockShort } from '../clock.js';
import { back, button, el } from '../elements.js';
import * as estate from '../estate.js';
import { fresh } from '../fresh.js';
import { cardOf } from './cards.js';

const header = ({ ticket, where, zone }) => el('header', { class: 'st-head' },
  el('p', { class: 'st-line' },
    el('span', { class: 'st-number' }, ticket.number),
    el('span', { class: `st-badge st-${ticket.priority.toLowerCase()}` }, code('priority', ticket.priority)),
    el('span', { class: 'st-badge' }, code('status', ticket.status))),
  el('h3', {}, ticket.title),
  el('p', { class: 'st-where' }, where),
  clockShort(ticket.clocks, zone));

/** What every tab needs of a ticket. */
const read = async task => {
  const card = await cardOf(task);
  if (!card) {
    return null;
  }
  const [ticket, where, site, people] = await Promise.all(
    [get(`tickets/${card.number}`), estate.where(card), estate.site(card.site), estate.staff(card.site).catch(() => [])]);
  return { ticket, where, zone: site?.zone, people, name: user => estate.nameOf(people, user) };
};

/** What a tab says instead of a list that is empty. */
export const nothing = text => el('p', { class: 'st-nothing' }, text);

/** Details that the reader has opened stay open, whatever is read anew; so does the focus. */
const replace = (box, parts) => {
  const open = new Map([...box.querySelectorAll('details[data-key]')].map(({ dataset, open: is }) => [dataset.key, is]));
  const focused = box.contains(document.activeElement) ? document.activeElement.closest('[data-key]')?.dataset.key : undefined;
  box.replaceChildren(...parts.flat().filter(Boolean));
  box.querySelectorAll('details[data-key]').forEach(details => (details.open = open.get(details.dataset.key) ?? details.open));
  const again = focused && box.querySelector(`[data-key="${CSS.escape(focused)}"]`);
  (again?.matches('details') ? again.querySelector('summary') : again)?.focus();
};

/**
 * A tab: `tab({ name: 'timeline', label: ['Timeline', '时间线'], priority: 900, read: async about => …, show: (about, data) => [elements] })`.
 *
 * about: { ticket, where, zone, people, name(user) }; what read answers is compared, so that what has not changed is not drawn again.
 */
export const tab = ({ name, label, priority, read: more, show }) => ({
  id: `steward-${name}`,
  pluginPoint: 'tasklist.task.detail',
  priority,
  properties: { label: t(...label) },
  render: (node, { taskId }, scope) => {
    const box = el('div', { class: 'st-about' }, el('p', { class: 'st-wait', role: 'status' }, t('One moment …', '请稍候……')));
    node.append(el('section', { class: 'st-tab', 'data-tab': name, 'aria-label': t(...label) }, back(), box));
    let before;
    const draw = fresh(scope, box, {
      read: async () => {
        const about = await read(taskId);
        return { about, data: about && (await more(about)) };
      },
      show: ({ about, data }) => {
        const { clocks, ...ticket } = about?.ticket ?? {};
        const now = JSON.stringify([ticket, data]);
        if (now !== before) {
          before = now;
          replace(box, about ? [header(about), show(about, data)]
            : [nothing(t('This task belongs to no ticket.', '此任务不属于任何工单。'))]);
        } else if (about) { // who reads is not disturbed by the time that passes
          box.querySelector('.st-head .st-clock').replaceWith(clockShort(clocks, about.zone));
        }
      }
    });
    const open = async () => {
      try {
        await draw();
      } catch (problem) {
        replace(box, [
          el('p', { class: 'st-trouble', role: 'alert' }, problem.message || t('This could not be read.', '读取失败。')),
          button(t('Try again', '重试'), open)]);
      } finally {
        box.dataset.ready = 'true';
      }
    };
    open();
  }
});
