// Why a deadline is what it is: for each clock the rule, the calendar, every stretch that counted or did not, every pause, every rung.
import { get, lasting, t, when } from '../form.js';
import { code } from '../codes.js';
import { running, seconds, standing } from '../clock.js';
import { el, fact } from '../elements.js';
import { rungName, span } from '../sayings.js';
import { nothing, tab } from './tab.js';

const list = names => names.join(t(', ', '、'));

/** How a clock stands in the end, or now. */
const verdict = clock => {
  if (clock.metAt || clock.state === 'CANCELLED') {
    const late = seconds(clock.overrun);
    return clock.state === 'CANCELLED' ? { colour: 'still', text: code('clock', 'CANCELLED') }
      : clock.state === 'BREACHED' ? { colour: 'red', text: t(`done, ${lasting(late)} late`, `已完成，超时 ${lasting(late)}`) }
        : { colour: 'green', text: t('done in time', '按时完成') };
  }
  return standing(clock);
};

/** The key that the server gives a rung, as it stands in the timeline. */
const key = rung => (rung.percent !== undefined ? `${rung.percent}%` : rung.after ? `+${rung.after}` : rung.before ? `-${rung.before}` : rung.since);

/** Those who have a part in the ticket now, by name. */
const inPart = (part, { ticket, people, name }) => {
  const [who, rank] = part.split(' ');
  const role = { SUPERVISOR: 'supervisor', MANAGER: 'manager' }[who];
  const names = who === 'OWNER' ? (ticket.owner ? [name(ticket.owner)] : [])
    : role ? people.filter(person => person.role === role).map(({ user }) => name(user)) : [];
  const words = rank ? t(`${code('told', who)}, rank ${rank}`, `${code('told', who)}（第 ${rank} 位）`) : code('told', who);
  return names.length ? t(`${words} (${list(names)})`, `${words}（${list(names)}）`) : words;
};

/** Whom the timeline says that a rung told; the same rung of another round has another time. */
const toldThen = (clock, rung, entries, about) => {
  const entry = entries.find(({ said, facts, at }) =>
    said === 'RUNG' && facts.target === clock.target && facts.rung === key(rung) && [rung.at, rung.climbedAt].includes(at));
  return entry ? list(entry.facts.told.split(', ').filter(Boolean).map(about.name)) : undefined;
};

/** When it was due, and when somebody was told where that was later. */
const climbed = ({ at, climbedAt }, zone) => {
  const then = when(at ?? climbedAt, zone);
  return at && Date.parse(climbedAt) - Date.parse(at) > 300_000
    ? t(`reached ${then}, told ${when(climbedAt, zone)}`, `${then} 触发，${when(climbedAt, zone)} 通知`) : t(`reached ${then}`, `${then} 已触发`);
};

const rungs = (clock, entries, about) => clock.rungs.length > 0 && el('section', {},
  el('h5', {}, t('Reminders and escalations', '提醒与升级')),
  el('ul', { class: 'st-rungs' }, clock.rungs.map(rung => {
    const over = clock.metAt || clock.state === 'CANCELLED';
    return el('li', { class: rung.climbedAt ? 'st-climbed' : 'st-to-come' },
      el('p', {}, el('strong', {}, rungName(key(rung))), ' ',
        el('span', { class: 'st-who' }, rung.climbedAt ? climbed(rung, about.zone)
          : over ? t('not reached', '未触发')
            : rung.at ? t(`on ${when(rung.at, about.zone)}`, `${when(rung.at, about.zone)} 触发`) : t('waits while the clock is paused', '暂停期间不触发'))),
      el('p', { class: 'st-who' }, rung.climbedAt
        ? t(`told: ${toldThen(clock, rung, entries, about) ?? list(rung.told.map(part => inPart(part, about)))}`,
          `已通知：${toldThen(clock, rung, entries, about) ?? list(rung.told.map(part => inPart(part, about)))}`)
        : !over && t(`will be told: ${list(rung.told.map(part => inPart(part, about)))}`, `将通知：${list(rung.told.map(part => inPart(part, about)))}`)));
  })));

const pauses = (clock, zone) => clock.pauses.length > 0 && el('section', {},
  el('h5', {}, t('Pauses', '暂停')),
  el('ul', { class: 'st-plain' }, clock.pauses.map(pause => el('li', {},
    el('p', {}, code('pause', pause.reason)),
    el('small', {}, pause.to
      ? t(`${when(pause.from, zone)} – ${when(pause.to, zone)}`, `${when(pause.from, zone)} – ${when(pause.to, zone)}`)
      : t(`since ${when(pause.from, zone)}, until ${when(pause.until, zone)} at most`, `自 ${when(pause.from, zone)}，最迟至 ${when(pause.until, zone)}`))))));

/** The server's explanation with the name of whoever did it for their account; what people wrote comes after that and stays. */
const words = (why, about) => why.replace(/(\bby |经办人 |填写人 )([^\s,;:，；：(（]+)/, (all, before, user) => `${before}${about.name(user)}`);

const sameDay = (from, to, zone) => when(from, zone, 'date') === when(to, zone, 'date');

const stretch = (line, about) => {
  const moment = line.from === line.to;
  const length = (Date.parse(line.to) - Date.parse(line.from)) / 1000;
  return el('li', { class: moment ? 'st-moment' : line.counted ? 'st-counted' : 'st-not-counted' },
    el('span', { class: 'st-span' }, moment ? when(line.from, about.zone)
      : `${when(line.from, about.zone)} – ${when(line.to, about.zone, sameDay(line.from, line.to, about.zone) ? 'time' : 'short')}`),
    el('span', { class: 'st-because' }, words(line.why, about)),
    !moment && el('span', { class: 'st-length' }, line.counted ? t(`+ ${lasting(length)}`, `计 ${lasting(length)}`) : t('not counted', '不计')));
};

const explained = (clock, entries, about, first) => {
  const { colour, text } = verdict(clock);
  const target = code('target', clock.target);
  const used = seconds(clock.businessElapsed);
  return el('details', { class: `st-why st-${colour}`, 'data-key': `${clock.target}/${clock.round}`, open: first },
    el('summary', {}, el('span', { class: 'st-target' }, clock.round > 1 ? t(`${target}, round ${clock.round}`, `${target}（第 ${clock.round} 轮）`) : target),
      el('strong', { class: 'st-left' }, text)),
    el('dl', { class: 'st-facts' },
      fact(t('Promise', '承诺'), clock.promise ? span(clock.promise) : t('by the slot agreed with the resident', '以与住户约定的时段为准'),
        clock.promise && clock.promised && !clock.promise.startsWith('PT') && t(` = ${lasting(seconds(clock.promised))} of working time here`, `（此处合工作时间 ${lasting(seconds(clock.promised))}）`)),
      fact(t('Rule', '规则'), t(`row “${clock.policyRow}” of the service levels`, `服务级别表“${clock.policyRow}”行`)),
      fact(t('Calendar', '日历'), t(`“${clock.calendar}”, version ${clock.calendarVersion}`, `“${clock.calendar}”，第 ${clock.calendarVersion} 版`)),
      fact(t('Started', '起算'), when(clock.startedAt, about.zone)),
      fact(t('Due', '到期'), clock.dueAt && when(clock.dueAt, about.zone),
        clock.provisional && t(' (provisional: the holidays of that year are not announced yet)', '（暂定：该年度的假日安排尚未公布）')),
      fact(t('Used', '已用'), clock.promised ? t(`${lasting(used)} of ${lasting(seconds(clock.promised))}`, `${lasting(used)} / ${lasting(seconds(clock.promised))}`) : lasting(used)),
      fact(t('Paused', '已暂停'), seconds(clock.paused) > 0 && lasting(seconds(clock.paused))),
      fact(t('Done', '完成'), clock.metAt && when(clock.metAt, about.zone)),
      fact(t('Cause', '超时原因'), clock.rootCause && [code('cause', clock.rootCause), clock.breachReason].filter(Boolean).join(t(': ', '：')))),
    pauses(clock, about.zone),
    rungs(clock, entries, about),
    clock.explain?.length > 0 && el('section', {},
      el('h5', {}, t('How the time was counted', '时间如何计算')),
      el('ol', { class: 'st-stretches' }, clock.explain.map(line => stretch(line, about)))));
};

export const why = tab({
  name: 'why',
  label: ['Why', '时限依据'],
  priority: 920,
  read: async ({ ticket }) => {
    const [clocks, { items }] = await Promise.all([get(`tickets/${ticket.number}/clocks`, { explain: true }), get(`tickets/${ticket.number}/timeline`)]);
    return { clocks, entries: items };
  },
  show: (about, { clocks, entries }) => {
    const open = running(clocks);
    const others = clocks.filter(clock => !open.includes(clock)).sort((one, other) => other.startedAt.localeCompare(one.startedAt));
    return clocks.length ? [
      open.map((clock, n) => explained(clock, entries, about, n === 0)),
      others.length > 0 && el('h4', {}, t('Over', '已结束')),
      others.map(clock => explained(clock, entries, about, open.length === 0 && others.indexOf(clock) === 0))
    ].flat() : nothing(t('No promise has been made for this ticket yet. Each will be explained here: its rule, its calendar and every minute that counts.',
      '此工单尚无承诺时限。每项时限的规则、日历和每一分钟的计算都会在这里说明。'));
  }
});
