// What a line of the timeline says, in the reader's words. The server writes some of them with names and codes in an English
// pattern of its own; those are told here in both languages, what people wrote stays as they wrote it.
import { t } from '../form.js';
import { code, entryText } from '../codes.js';

const list = names => names.join(t(', ', '、'));
const because = reason => (reason ? t(`: ${reason}`, `：${reason}`) : '');

/** By type of line: a pattern, and what it says with its groups and `name(user)`. The first that fits is told. */
const SAYINGS = {
  OWNED: [[/^(\S+)$/, ([, user], { name }) => t(`taken by ${name(user)}`, `${name(user)} 受理`)]],
  DISPATCHED: [
    [/^(\S+) accepted$/, ([, user], { name }) => t(`${name(user)} has accepted the order`, `${name(user)} 已接单`)],
    [/^(\S+) declined: (.*)$/s, ([, user, why], { name }) => t(`${name(user)} has declined the order: ${why}`, `${name(user)} 拒绝接单：${why}`)],
    [/^not answered by (\S+)$/, ([, user], { name }) => t(`${name(user)} has not answered in time`, `${name(user)} 未及时接单`)],
    [/^given back by (\S+)$/, ([, user], { name }) => t(`${name(user)} has given the order back`, `${name(user)} 退回派工`)],
    [/^parts are here$/, () => t('the parts are here', '配件已到')],
    [/^parts promised for (.*)$/s, ([, at]) => t(`parts promised for ${at}`, `配件预计 ${at} 到货`)],
    [/^(OWN|CONTRACTOR|DEVELOPER)$/, ([, provider]) => t(`order to: ${code('provider', provider)}`, `派给：${code('provider', provider)}`)],
    [/^(\S+)$/, ([, user], { name }) => t(`order to ${name(user)}`, `派给 ${name(user)}`)]
  ],
  REJECTED: [
    [/^confirmed(?:: (.*))?$/s, ([, why]) => t('rejection confirmed', '确认不予受理') + because(why)],
    [/^to be assessed again(?:: (.*))?$/s, ([, why]) => t('to be assessed again', '退回重新研判') + because(why)]
  ],
  RETURN_VISIT: [
    [/^reached$/, () => t('reached', '已联系上')],
    [/^not reached, attempt (\d+)$/, ([, n]) => t(`not reached, attempt ${n}`, `未联系上，第 ${n} 次`)],
    [/^checked on site$/, () => t('checked on site: solved', '现场核查：已解决')],
    [/^not solved$/, () => t('checked on site: not solved', '现场核查：未解决')]
  ],
  PAUSED: [[/^([A-Z_]+) until (\S+)$/, ([, reason, at]) =>
    t(`${code('pause', reason)}, until ${at} at most`, `${code('pause', reason)}，最迟至 ${at}`)]],
  RESUMED: [
    [/^$/, () => t('the clocks run again', '恢复计时')],
    [/^the pause ran out$/, () => t('the pause ran out, the clocks run again', '暂停到期，恢复计时')]
  ],
  RUNG: [[/^([A-Z_]+) (\S+) → (.*)$/s, ([, target, rung, users], { name }) => t(
    `${code('target', target)}: ${rungName(rung)}; told: ${told(users, name)}`,
    `${code('target', target)}：${rungName(rung)}；已通知：${told(users, name)}`)]],
  HANDOVER: [
    [/^(\S+) → (\S+): (.*)$/s, ([, from, to, why], { name }) => t(
      `${name(from)} offers the ticket to ${name(to)}: ${why}`, `${name(from)} 请 ${name(to)} 接手：${why}`)],
    [/^refused: (.*)$/s, ([, why]) => t(`not accepted: ${why}`, `未接受：${why}`)],
    [/^not answered by (\S+)$/, ([, user], { name }) => t(`${name(user)} has not answered in time`, `${name(user)} 未及时答复`)],
    [/^moot for (\S+)$/, ([, user], { name }) => t(`${name(user)} need not answer any more: the owner has changed`, `负责人已变更，${name(user)} 无需答复`)]
  ],
  OWNER_CHANGED: [[/^(\S*) ?→ (\S+) \(([A-Z_]+)\): (.*)$/s, ([, from, to, how, why], { name }) => (from
    ? t(`from ${name(from)} to ${name(to)}, ${passed(how)}: ${why}`, `由 ${name(from)} 转给 ${name(to)}（${passed(how)}）：${why}`)
    : t(`to ${name(to)}, ${passed(how)}: ${why}`, `转给 ${name(to)}（${passed(how)}）：${why}`))]],
  REPRIORITISED: [[/^([A-Z]+) → ([A-Z]+): (.*)$/s, ([, from, to, why]) =>
    t(`from ${code('priority', from)} to ${code('priority', to)}: ${why}`, `由${code('priority', from)}调整为${code('priority', to)}：${why}`)]],
  COMMENTED: [[/^withdrawal noted; work on a hazard goes on: (.*)$/s, ([, why]) =>
    t(`withdrawal noted; work on a hazard goes on: ${why}`, `已记录撤单，险情处理继续：${why}`)]],
  DECIDED: [
    [/^(\S+ [A-Z]{3}) paid: (.*)$/s, ([, money, receipt]) => t(`${money} paid: ${receipt}`, `已付 ${money}：${receipt}`)],
    [/^(\S+ [A-Z]{3}) waived: (.*)$/s, ([, money, why]) => t(`${money} waived: ${why}`, `免收 ${money}：${why}`)],
    [/^(\S+ [A-Z]{3}) accepted by ([A-Z]+)$/, ([, money, payer]) => t(`quote of ${money} accepted by the ${code('payer', payer).toLowerCase()}`, `${code('payer', payer)}接受报价 ${money}`)],
    [/^(\S+ [A-Z]{3}) declined by ([A-Z]+)$/, ([, money, payer]) => t(`quote of ${money} declined by the ${code('payer', payer).toLowerCase()}`, `${code('payer', payer)}不接受报价 ${money}`)],
    [/^closed without work: (.*)$/s, ([, why]) => t(`closed without work: ${why}`, `不处理，直接结案：${why}`)],
    [/^(OWN|CONTRACTOR|DEVELOPER): (.*)$/s, ([, provider, why]) => t(`${code('provider', provider)} does it now: ${why}`, `改由${code('provider', provider)}处理：${why}`)]
  ],
  LINKED: [[/^(ST-\d{4}-\d+)$/, ([, number]) => t(`goes on as ${number}`, `并入 ${number}`)]],
  IMPORTED: [[/^(.*)$/s, ([, reference]) => t(`from the earlier log, ${reference}`, `由历史记录导入，${reference}`)]]
};

const told = (users, name) => (users.trim() ? list(users.split(', ').map(name)) : t('nobody', '无'));

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

/** What an entry says; about: { zone, name(user) }. */
export const saying = (entry, about) => {
  for (const [pattern, say] of SAYINGS[entry.type] ?? []) {
    const found = pattern.exec(entry.text);
    if (found) {
      return entryText({ type: '', text: say(found, about) }, about.zone);
    }
  }
  return entryText(entry, about.zone);
};
