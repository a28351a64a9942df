// Whose home it is, how to talk to them, and what else is open there.
import { language } from '../brand.js';
import { day, get, say, t, when } from '../form.js';
import { code } from '../codes.js';
import { el, fact } from '../elements.js';
import * as estate from '../estate.js';
import { dial } from '../fields.js';
import { nothing, tab } from './tab.js';

const LAST = 5;

const tongues = new Intl.DisplayNames([language === 'zh' ? 'zh-CN' : 'en'], { type: 'language' });

const tongue = tag => {
  try {
    return tag && tongues.of(tag);
  } catch {
    return tag; // not a language tag
  }
};

const section = (title, ...parts) => el('section', {}, el('h4', {}, title), parts);

const mail = address => address && el('a', { class: 'st-mail', href: `mailto:${address}` }, address);

const speaksUp = ({ reporter, contact }) => (reporter?.name || reporter?.phone || contact) && section(t('This matter', '本次报事'),
  el('dl', { class: 'st-facts' },
    reporter && fact(t('Reported by', '报事人'),
      el('span', {}, [reporter.name, reporter.role && code('person', reporter.role), tongue(reporter.language)].filter(Boolean).join(' · ')),
      dial(reporter.phone), mail(reporter.email)),
    contact && fact(t('Gives access', '现场联系人'), contact.name && el('span', {}, contact.name), dial(contact.phone))));

const member = person => el('li', { class: 'st-person' },
  el('p', { class: 'st-line' }, el('strong', {}, person.name), el('span', { class: 'st-badge' }, code('person', person.role))),
  el('p', {}, [
    t(`speaks ${tongue(person.language)}`, `语言：${tongue(person.language)}`),
    t(`prefers ${code('contact', person.preferredChannel)}`, `联系方式：${code('contact', person.preferredChannel)}`),
    person.movedIn && t(`here since ${day(person.movedIn)}`, `${day(person.movedIn)}入住`)
  ].filter(Boolean).join(' · ')),
  person.note && el('p', { class: 'st-note' }, person.note),
  el('p', { class: 'st-row' }, dial(person.phone), mail(person.email)));

const line = (ticket, about) => el('li', { class: ticket.overdue ? 'st-ticket-line st-late' : 'st-ticket-line' },
  el('p', { class: 'st-line' },
    el('span', { class: 'st-number' }, ticket.number),
    ticket.priority !== 'NORMAL' && el('span', { class: `st-badge st-${ticket.priority.toLowerCase()}` }, code('priority', ticket.priority)),
    el('span', { class: 'st-badge' }, code('status', ticket.status))),
  el('p', {}, ticket.title),
  el('small', {}, [
    code('kind', ticket.kind),
    t(`since ${when(ticket.openedAt, about.zone, 'date')}`, `${when(ticket.openedAt, about.zone, 'date')}登记`),
    ticket.dueAt && (ticket.overdue ? t(`overdue since ${when(ticket.dueAt, about.zone)}`, `已超时，应于 ${when(ticket.dueAt, about.zone)} 前`)
      : t(`due ${when(ticket.dueAt, about.zone)}`, `${when(ticket.dueAt, about.zone)} 前`))
  ].filter(Boolean).join(' · ')));

const list = (tickets, about, empty) => (tickets.length
  ? el('ul', { class: 'st-tickets' }, tickets.map(ticket => line(ticket, about))) : nothing(empty));

const covers = (held, categories) => el('li', { class: held.running ? '' : 'st-past' },
  el('p', {}, [...new Set([say(categories.find(({ key }) => key === held.category)?.name ?? held.category), held.item])].join(' · '),
    held.wholeBuilding && t(' (whole building)', '（整栋）')),
  el('small', {}, [code('provider', held.provider), held.company,
    held.running ? t(`until ${day(held.until)}`, `至 ${day(held.until)}`) : t(`ended ${day(held.until)}`, `已于 ${day(held.until)} 到期`)].filter(Boolean).join(' · ')));

const atHome = (about, { home, categories }) => [
  home.household && section(t('Household', '住户'), home.household.length
    ? el('ul', { class: 'st-people' }, home.household.map(member))
    : nothing(t('Nobody is on record for this home.', '此房号没有登记住户。'))),
  section(t('Home', '房屋'), el('dl', { class: 'st-facts' },
    fact(t('Door', '房号'), home.key),
    fact(t('Floor', '楼层'), Number.isInteger(home.floor) && String(home.floor)),
    fact(t('Handed over', '交付日期'), home.handedOver && day(home.handedOver)),
    home.region && fact(t('Region', '区域'), el('span', {}, say(home.region.name))),
    home.region?.housekeeper && fact(t('Housekeeper', '管家'), el('span', {}, about.name(home.region.housekeeper)),
      dial(about.people.find(({ user }) => user === home.region.housekeeper)?.phone)))),
  section(t('Warranties', '质保'), home.warranties.length
    ? el('ul', { class: 'st-plain' }, home.warranties.toSorted((one, other) => other.running - one.running).map(held => covers(held, categories)))
    : nothing(t('No warranty is on record for this home.', '此房号没有登记质保。')))
];

export const resident = tab({
  name: 'resident',
  label: ['Resident', '住户'],
  priority: 930,
  read: async ({ ticket: { number, site, home, place } }) => {
    const [door, categories, open, all] = await Promise.all([
      home && estate.home(site, home), estate.categories(), estate.openTickets(site, { home, place }),
      home ? get('tickets', { site, home, limit: 200 }) : { items: [] }]);
    const others = open.filter(ticket => ticket.number !== number);
    const last = all.items.filter(ticket => estate.isOver(ticket) && ticket.number !== number).sort((one, other) => other.openedAt.localeCompare(one.openedAt)).slice(0, LAST);
    return { home: door, categories, open: others, last };
  },
  show: (about, data) => [speaksUp(about.ticket), ...(about.ticket.home ? [
    section(t('Also open at this home', '本户其他未结工单'), list(data.open, about, t('Nothing else is open at this home.', '本户没有其他未结工单。'))),
    ...atHome(about, data),
    section(t('Last tickets of this home', '本户最近工单'), list(data.last, about, t('Nothing has been closed for this home yet.', '本户还没有已结工单。')))
  ] : [
    section(t('Also open at this place', '此处其他未结工单'), list(data.open, about, t('Nothing else is open at this place.', '此处没有其他未结工单。')))
  ])]
});
