// What was said and done about a ticket, by whom, and what the resident may read of it.
import { get, t, when } from '../form.js';
import { code } from '../codes.js';
import { el } from '../elements.js';
import { saying, who } from '../sayings.js';
import { nothing, tab } from './tab.js';

const byDay = (entries, zone) => {
  const days = new Map();
  entries.forEach(entry => {
    const day = when(entry.at, zone, 'date');
    days.set(day, [...(days.get(day) ?? []), entry]);
  });
  return [...days];
};

const line = (entry, about) => el('li', { class: entry.public ? 'st-entry st-public' : 'st-entry' },
  el('p', { class: 'st-what' },
    el('time', { datetime: entry.at }, when(entry.at, about.zone, 'time')),
    el('strong', {}, code('entry', entry.type)),
    el('span', { class: 'st-who' }, who(entry.actor, about)),
    entry.public && el('span', { class: 'st-badge st-open' }, t('the resident may read it', '住户可见'))),
  el('p', { class: 'st-said' }, saying(entry, about)));

export const timeline = tab({
  name: 'timeline',
  label: ['Timeline', '时间线'],
  priority: 950,
  read: ({ ticket }) => get(`tickets/${ticket.number}/timeline`),
  show: (about, { items }) => (items.length
    ? byDay(items.toReversed(), about.zone).map(([day, entries]) => el('section', { class: 'st-day' },
      el('h4', {}, day), el('ol', { class: 'st-entries' }, entries.map(entry => line(entry, about)))))
    : nothing(t('Nothing has been said or done yet. Replies, orders, visits and reminders will be listed here.',
      '尚无记录。答复、派工、上门和提醒都会列在这里。')))
});
