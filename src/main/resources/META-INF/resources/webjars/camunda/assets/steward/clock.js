// The honest clock: what the server says is left of the promises of a ticket, never computed from the reader's own clock.
import { lasting, t, when } from './form.js';
import { code } from './codes.js';
import { el } from './elements.js';

/** Seconds of a duration as the server writes it, `PT26H30M`. */
export const seconds = text => {
  const parts = /^(-)?P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?[\d.]+)S)?)?$/.exec(text ?? '');
  const [days, hours, minutes, rest] = parts ? parts.slice(2).map(part => Number(part ?? 0)) : [0, 0, 0, 0];
  return (parts?.[1] ? -1 : 1) * (days * 86400 + hours * 3600 + minutes * 60 + rest);
};

/** The share of a promise from which it is to be looked after: its first rung, on the company's own ladder. */
const amber = ({ rungs }) => {
  const early = rungs.map(({ percent }) => percent).filter(percent => percent < 100);
  return early.length ? Math.min(...early) / 100 : 0.75;
};

/** Those that still count, the most urgent first; once it is solved, none that waits for a time to be agreed. */
export const running = clocks => {
  const open = clocks.filter(clock => ['RUNNING', 'PAUSED'].includes(clock.state) || (clock.state === 'BREACHED' && !clock.metAt));
  const solved = !open.some(clock => clock.target === 'RESOLUTION');
  return open.filter(clock => clock.promised || !solved)
    .sort((one, other) => (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9'));
};

/** How a clock stands: its colour (red, amber, green, still) and what is left in words. */
export const standing = clock => {
  const pause = clock.pauses.find(({ to }) => !to);
  if (clock.state === 'PAUSED' || pause) {
    return { colour: 'still', text: t('Paused', '已暂停'), pause };
  }
  const over = seconds(clock.overrun);
  if (clock.state === 'BREACHED' || over > 0) {
    return { colour: 'red', text: t(`Overdue by ${lasting(over)}`, `已超时 ${lasting(over)}`) };
  }
  if (!clock.promised) {
    return { colour: 'still', text: t('No time agreed yet', '尚未约定时间') };
  }
  const promised = seconds(clock.promised);
  const left = promised - seconds(clock.businessElapsed);
  return {
    colour: left <= promised * (1 - amber(clock)) ? 'amber' : 'green',
    text: t(`${lasting(left)} left`, `剩余 ${lasting(left)}`),
    share: promised > 0 ? Math.min(1, Math.max(0, 1 - left / promised)) : 1
  };
};

const told = who => who.map(name => name.replace(/^[A-Z_]+/, role => code('told', role))).join(t(', ', '、'));

const next = (clock, zone) => {
  const rung = clock.rungs.filter(({ at, climbedAt }) => at && !climbedAt).sort((one, other) => one.at.localeCompare(other.at))[0];
  return rung && t(`Next reminder ${when(rung.at, zone)}: ${told(rung.told)}`, `下次提醒 ${when(rung.at, zone)}：${told(rung.told)}`);
};

const paused = (pause, zone) => pause && el('span', { class: 'st-pause' }, t(
  `${code('pause', pause.reason)}, since ${when(pause.from, zone)}, until ${when(pause.until, zone)} at most`,
  `${code('pause', pause.reason)}，自 ${when(pause.from, zone)}，最迟至 ${when(pause.until, zone)}`));

const promise = (clock, zone) => {
  const target = code('target', clock.target);
  return el('span', { class: 'st-promise' }, clock.dueAt
    ? t(`${target}, due ${when(clock.dueAt, zone)}`, `${target}，${when(clock.dueAt, zone)} 前`) : target);
};

/** The most urgent clock for a card in a list. */
export const clockShort = (clocks, zone) => {
  const [first, ...others] = running(clocks);
  if (!first) {
    return el('div', { class: 'st-clock st-still' }, el('span', {}, t('No deadline is running.', '当前没有计时。')));
  }
  const { colour, text, pause } = standing(first);
  return el('div', { class: `st-clock st-${colour}` },
    el('strong', { class: 'st-left' }, text),
    promise(first, zone),
    paused(pause, zone),
    el('small', {}, next(first, zone)),
    others.length > 0 && el('small', {}, t(`${others.length} more ${others.length === 1 ? 'clock' : 'clocks'}`, `另有 ${others.length} 项计时`)));
};

/** The most urgent clock in full, the others in a line each. */
export const clockLine = (clocks, zone) => {
  const [first, ...others] = running(clocks);
  if (!first) {
    return el('p', { class: 'st-clock st-still' }, t('No deadline is running.', '当前没有计时。'));
  }
  const { colour, text, share, pause } = standing(first);
  return el('div', { class: `st-clock st-${colour}` },
    el('strong', { class: 'st-left' }, text),
    promise(first, zone),
    share !== undefined && el('span', { class: 'st-bar', 'aria-hidden': true }, el('span', { style: `width:${Math.round(share * 100)}%` })),
    paused(pause, zone),
    el('small', {}, next(first, zone)),
    ...others.map(clock => {
      const stand = standing(clock);
      return el('small', { class: `st-other st-${stand.colour}` }, `${code('target', clock.target)}: ${stand.text}`,
        clock.dueAt && ` · ${when(clock.dueAt, zone)}`);
    }));
};
