// What a line of the timeline says, in the reader's words: what the house says comes as a code with its facts.
import { t, when } from './form.js';
import { code } from './codes.js';

const list = names => names.join(t(', ', '、'));
const because = reason => (reason ? t(`: ${reason}`, `：${reason}`) : '');

/** What the house says, with its facts and `name(user)`; one for each code of the server's. */
const SAYINGS = {
  OWNED: ({ user }, { name }) => t(`taken by ${name(user)}`, `${name(user)} 受理`),
  ASSESSED: ({ outcome, reason, duplicateOf }) => code('outcome', outcome) + (duplicateOf ? ` ${duplicateOf}` : '') + because(reason),
  ORDER_SENT: ({ technician }, { name }) => t(`order to ${name(technician)}`, `派给 ${name(technician)}`),
  ORDER_PASSED_ON: ({ provider }) => t(`order to: ${code('provider', provider)}`, `派给：${code('provider', provider)}`),
  ORDER_SENT_BY_POLICY: ({ technician, reasons }, { name }) => t(
    `order to ${name(technician)}, assigned by policy: ${list(reasons.split(', ').map(reason => code('dispatched', reason)))}`,
    `按规则自动派给 ${name(technician)}：${list(reasons.split(', ').map(reason => code('dispatched', reason)))}`),
  ORDER_ACCEPTED: ({ technician }, { name }) => t(`${name(technician)} has accepted the order`, `${name(technician)} 已接单`),
  ORDER_DECLINED: ({ technician, reason }, { name }) => t(`${name(technician)} has declined the order: ${reason}`, `${name(technician)} 拒绝接单：${reason}`),
  ORDER_UNANSWERED: ({ technician }, { name }) => t(`${name(technician)} has not answered in time`, `${name(technician)} 未及时接单`),
  ORDER_GIVEN_BACK: ({ technician }, { name }) => t(`${name(technician)} has given the order back`, `${name(technician)} 退回派工`),
  PARTS_PROMISED: facts => t(`parts promised for ${facts.at}`, `配件预计 ${facts.at} 到货`),
  PARTS_HERE: () => t('the parts are here', '配件已到'),
  APPOINTMENT: ({ from, to }) => `${from} – ${to}`,
  VISITED_HOME: ({ result, words }) => code('result', result) + because(words),
  INVESTIGATED: ({ finding, measure }) => `${finding} → ${measure}`,
  REJECTION_CONFIRMED: ({ reason }) => t('rejection confirmed', '确认不予受理') + because(reason),
  REJECTION_SENT_BACK: ({ reason }) => t('to be assessed again', '退回重新研判') + because(reason),
  REACHED: () => t('reached', '已联系上'),
  NOT_REACHED: ({ attempt }) => t(`not reached, attempt ${attempt}`, `未联系上，第 ${attempt} 次`),
  FOUND_SOLVED: () => t('checked on site: solved', '现场核查：已解决'),
  FOUND_UNSOLVED: () => t('checked on site: not solved', '现场核查：未解决'),
  FOLLOWED_UP: ({ action, plan }) => code('action', action) + because(plan),
  PAUSED: ({ reason, until }) => t(`${code('pause', reason)}, until ${until} at most`, `${code('pause', reason)}，最迟至 ${until}`),
  RESUMED: () => t('the clocks run again', '恢复计时'),
  PAUSE_RAN_OUT: () => t('the pause ran out, the clocks run again', '暂停到期，恢复计时'),
  RUNG: ({ target, rung, told }, { name }) => t(
    `${code('target', target)}: ${rungName(rung)}; told: ${people(told, name)}`,
    `${code('target', target)}：${rungName(rung)}；已通知：${people(told, name)}`),
  HANDOVER_OFFERED: ({ from, to, reason }, { name }) => t(
    `${name(from)} offers the ticket to ${name(to)}: ${reason}`, `${name(from)} 请 ${name(to)} 接手：${reason}`),
  HANDOVER_REFUSED: ({ reason }) => t(`not accepted: ${reason}`, `未接收：${reason}`),
  HANDOVER_MOOT: ({ to }, { name }) => t(
    `${name(to)} need not answer any more: the owner has changed`, `负责人已变更，${name(to)} 无需答复`),
  HANDOVER_UNANSWERED: ({ to }, { name }) => t(`${name(to)} has not answered in time`, `${name(to)} 未及时答复`),
  OWNER_CHANGED: ({ from, to, how, reason }, { name }) => (from
    ? t(`from ${name(from)} to ${name(to)}, ${passed(how)}: ${reason}`, `由 ${name(from)} 转给 ${name(to)}（${passed(how)}）：${reason}`)
    : t(`to ${name(to)}, ${passed(how)}: ${reason}`, `转给 ${name(to)}（${passed(how)}）：${reason}`)),
  REPRIORITISED: ({ from, to, reason }) => t(
    `from ${code('priority', from)} to ${code('priority', to)}: ${reason}`, `由${code('priority', from)}调整为${code('priority', to)}：${reason}`),
  WITHDRAWAL_NOTED: ({ reason }) => t(`withdrawal noted; work on a hazard goes on: ${reason}`, `已记录撤单，险情处理继续：${reason}`),
  QUOTE_ACCEPTED: ({ amount, payer }) => t(`quote of ${amount} accepted by ${payer}`, `${payer} 接受报价 ${amount}`),
  QUOTE_DECLINED: ({ amount, payer }) => t(`quote of ${amount} declined by ${payer}`, `${payer} 不接受报价 ${amount}`),
  CHARGE_PAID: ({ amount, receipt }) => t(`${amount} paid: ${receipt}`, `已付 ${amount}：${receipt}`),
  CHARGE_WAIVED: ({ amount, reason }) => t(`${amount} waived: ${reason}`, `免收 ${amount}：${reason}`),
  NEW_APPOINTMENT: ({ reason }) => code('next', 'NEW_APPOINTMENT') + because(reason),
  OTHER_PROVIDER: ({ provider, reason }) => t(`${code('provider', provider)} does it now: ${reason}`, `改由${code('provider', provider)}处理：${reason}`),
  CLOSED_WITHOUT_WORK: ({ reason, clearance }) => t(`closed without work: ${reason}`, `不处理，直接结案：${reason}`)
    + (clearance ? t(` (released by ${clearance})`, `（放行文件：${clearance}）`) : ''),
  CAUSE_STATED: ({ cause, reason }) => code('cause', cause) + because(reason),
  SPLIT_OFF: ({ ticket = t('another ticket', '他单') }) => t(`a further request became ${ticket}`, `另立工单 ${ticket}`),
  CLOSED: ({ status }) => code('status', status),
  IMPORTED: ({ reference }) => t(`from the earlier log, ${reference}`, `由历史记录导入，${reference}`)
};

const people = (users, name) => (users.trim() ? list(users.split(', ').map(name)) : t('nobody', '无'));

const HOW = {
  HANDED_OVER: ['handed over', '交接'],
  REASSIGNED: ['reassigned', '改派'],
  ABSENCE: ['the owner is away', '负责人不在岗'],
  NIGHT_RULE: ['at night', '夜间规则']
};

const passed = how => (HOW[how] ? t(...HOW[how]) : how);

/** A rung by its point: `75%`, `100%`, `+P1D`. */
export const rungName = point => {
  const percent = /^(\d+)%$/.exec(point);
  if (percent) {
    return percent[1] === '100' ? t('the promised time is over', '承诺时间已到') : t(`${percent[1]} % of the time used`, `已用时 ${percent[1]}%`);
  }
  return point.startsWith('+') ? t(`${span(point.slice(1))} over the promised time`, `超过承诺时间 ${span(point.slice(1))}`)
    : point.startsWith('-') ? t(`${span(point.slice(1))} before the promised time`, `距承诺时间 ${span(point.slice(1))}`)
      : t(`${span(point)} after the start`, `开始后 ${span(point)}`);
};

/** A promise as the server writes it, in words: `P1D` working days, `PT4H` business time. */
export const span = text => {
  const days = /^P(\d+)D( by close-of-business)?$/.exec(text);
  if (days) {
    const working = days[1] === '0' ? t('the same working day', '当个工作日') : days[1] === '1' ? t('1 working day', '1 个工作日') : t(`${days[1]} working days`, `${days[1]} 个工作日`);
    return days[2] ? t(`${working}, by close of business`, `${working}，下班前`) : working;
  }
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text);
  return parts ? [parts[1] && t(`${parts[1]} h`, `${parts[1]} 小时`), parts[2] && t(`${parts[2]} min`, `${parts[2]} 分钟`), parts[3] && t(`${parts[3]} s`, `${parts[3]} 秒`)]
    .filter(Boolean).join(' ') : text;
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/;

/** Instants as the clock on the wall at the site shows them. */
const local = (facts, zone) => Object.fromEntries(
  Object.entries(facts).map(([name, value]) => [name, INSTANT.test(value) ? when(value, zone) : value]));

/** What an entry says; about: { zone, name(user) }. What people wrote stays as they wrote it. */
export const saying = ({ said, facts, text }, about) => (SAYINGS[said] ? SAYINGS[said](local(facts, about.zone), about) : text);

/** Whose entry it is; about: { name(user) }. */
export const who = (actor, { name }) => (actor === 'steward' ? t('Steward, by itself', '系统自动') : name(actor));
