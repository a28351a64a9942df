// Whom to send: the server's ranking of the technicians as tiles, the best first, with what speaks for and against each.
import { get, instant, say, t, when } from './form.js';
import { el } from './elements.js';
import * as estate from './estate.js';
import { byHand, tiles } from './fields.js';

const clock = (at, zone) => when(at, zone, 'time');

/** A reason in the reader's language; what this list does not know is shown by its code. */
const WORDS = {
  TRADE: (_, trade) => trade,
  OTHER_TRADE: (_, trade) => t(`not ${trade}`, `非${trade}`),
  ON_DUTY: ({ until }, _, zone) => t(`on duty until ${clock(until, zone)}`, `当班至 ${clock(until, zone)}`),
  PARTLY_ON_DUTY: ({ from, until }, _, zone) =>
    t(`on duty only ${clock(from, zone)}–${clock(until, zone)}`, `仅 ${clock(from, zone)}–${clock(until, zone)} 当班`),
  ON_CALL: () => t('only on call then', '届时仅待命'),
  OFF_DUTY: ({ next }, _, zone) => next
    ? t(`off duty; next on duty ${when(next, zone)}`, `届时不当班，下次当班 ${when(next, zone)}`) : t('off duty then', '届时不当班'),
  AWAY: ({ until }, _, zone) => until ? t(`away until ${when(until, zone)}`, `请假至 ${when(until, zone)}`) : t('away', '请假'),
  OVERLAP: ({ from, until }, _, zone) =>
    t(`another appointment ${clock(from, zone)}–${clock(until, zone)}`, `${clock(from, zone)}–${clock(until, zone)} 已有预约`),
  SAME_BUILDING_BEFORE: ({ until }, _, zone) => t(`in this building until ${clock(until, zone)}`, `此前在本楼作业至 ${clock(until, zone)}`),
  SAME_BUILDING_AFTER: ({ from }, _, zone) => t(`in this building from ${clock(from, zone)}`, `${clock(from, zone)} 起在本楼作业`),
  SAME_REGION_BEFORE: ({ until }, _, zone) => t(`nearby until ${clock(until, zone)}`, `此前在本区作业至 ${clock(until, zone)}`),
  SAME_REGION_AFTER: ({ from }, _, zone) => t(`nearby from ${clock(from, zone)}`, `${clock(from, zone)} 起在本区作业`),
  RESPONSIBLE: () => t('responsible for the region', '本区域负责人'),
  WORKS_HERE: () => t('works in this region', '本区域人员'),
  OPEN_ORDERS: ({ count }) => count === 0 ? t('no open order', '无在手工单')
    : count === 1 ? t('1 open order', '在手 1 单') : t(`${count} open orders`, `在手 ${count} 单`),
  HOURS_PLANNED: ({ hours }) => t(`${hours} h planned that day`, `当天已排 ${hours} 小时`),
  DAY_FULL: ({ hours }) => t(`the day is full: ${hours} h`, `当天已排满（${hours} 小时）`),
  KNOWS_THE_PLACE: () => t('was there before', '此前上过门'),
  KNOWS_THE_FAULT: () => t('repaired the same fault before', '上次维修过同一故障'),
  MENDS_OWN_WORK: () => t('mends their own work (first objection)', '首次异议，由原技工返修'),
  ANOTHER_PAIR_OF_EYES: ({ objections }) => t(
    `${objections > 1 ? `${objections} objections to` : 'found'} ${objections > 1 ? 'their work' : 'no fault'}: somebody else should look`,
    objections > 1 ? `其维修已被异议 ${objections} 次，宜换人查看` : '曾认定无故障，宜换人查看'),
  DECLINED: ({ reason }) => reason ? t(`declined this order: ${reason}`, `已拒接本单：${reason}`) : t('declined this order', '已拒接本单'),
  UNANSWERED: () => t('did not answer this order', '未响应本单'),
  GIVEN_BACK: () => t('gave this order back', '已退回本单')
};

const MARKS = { FOR: '✓', AGAINST: '✗', NEUTRAL: '·' };

const reasonText = ({ code, facts }, trades, zone) => {
  const words = WORDS[code];
  return words ? words(facts, say(trades[facts.trade] ?? facts.trade), zone) : code;
};

const reasons = (ranked, trades, zone) => ranked.reasons.map(reason =>
  el('span', { class: `st-reason st-${reason.verdict.toLowerCase()}` },
    el('span', { 'aria-hidden': true }, `${MARKS[reason.verdict]} `),
    reason.verdict === 'AGAINST' && el('span', { class: 'st-spoken' }, t('against: ', '不利：')),
    reasonText(reason, trades, zone)));

/**
 * The technicians of the ticket's site into `<fieldset data-tiles="technician">`; ranked again when the appointment in the
 * fields `${slot}From` and `${slot}To` changes. Whoever fits fully and comes first is chosen already.
 */
export const technicians = async (made, name, { slot = 'appointment' } = {}) => {
  const { trades } = await estate.catalogue();
  const set = made.element.querySelector(`[data-tiles="${name}"]`);
  const field = end => made.control(`${slot}${end}`);
  const chosen = byHand(made, name);
  let asked;
  const wished = () => {
    const [from, to] = ['From', 'To'].map(end => instant(field(end)?.value, made.zone));
    return from && to && from < to ? { from, to } : {};
  };
  const show = ({ items }) => {
    const before = made.value(name);
    const possible = items.filter(one => one.possible);
    const best = possible[0];
    const pick = chosen() && possible.some(one => one.user === before) ? before : best?.fits ? best.user : undefined;
    tiles(made, name, possible.map(one => ({
      key: one.user, name: one.name ?? one.user, hint: reasons(one, trades, made.zone)
    })), { required: true, chosen: pick });
    set.querySelector('.st-away-list')?.remove();
    const away = items.filter(one => !one.possible);
    if (away.length) {
      set.append(el('p', { class: 'st-hint st-away-list' }, away.map(one => el('span', {}, `${say(one.name ?? one.user)}: `,
        one.reasons.filter(({ code }) => code === 'AWAY').map(reason => reasonText(reason, trades, made.zone)).join(t(', ', '、')), ' '))));
    }
    if (!possible.length) {
      set.append(el('p', { class: 'st-hint st-away-list' }, t('Nobody of this site can be sent.', '本项目暂无可派人员。')));
    }
  };
  const rank = async () => {
    const slotNow = wished();
    const key = JSON.stringify(slotNow);
    if (key === asked) {
      return;
    }
    asked = key;
    const ranking = await get(`tickets/${made.ticket.number}/technicians`, slotNow).catch(problem => {
      asked = undefined;
      throw problem;
    });
    if (key === asked) { // not answered too late
      show(ranking);
    }
  };
  const again = () => rank().catch(problem => made.show(problem));
  let waiting;
  ['From', 'To'].forEach(end => field(end)?.addEventListener('change', () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 250); // a tap on a usual time sets both ends
  }));
  await rank();
};
