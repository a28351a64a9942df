// The change of shifts: what I own to a colleague, whoever works on it at the moment, and what colleagues offer me with one
// acceptance.
import { clear, fault, fill, get, post, say, t, when } from '../form.js';
import { code } from '../codes.js';
import { button, el, field, refresh } from '../elements.js';
import { nameOf, site as siteOf, staff, where, withRole } from '../estate.js';
import { keyed } from '../keys.js';
import { outcome } from './bulk.js';
import { me } from './me.js';

const line = async (item, more) => {
  const check = el('input', { type: 'checkbox', name: 'ticket', value: item.ticket, checked: !item.offeredTo, disabled: Boolean(item.offeredTo) });
  return el('li', {}, el('label', { class: 'st-check' }, check, el('span', {},
    el('span', { class: 'st-number' }, item.ticket), ` ${item.title}`,
    el('small', {}, [code('priority', item.priority), await where(item).catch(() => item.home ?? item.place), more].filter(Boolean).join(' · ')))));
};

const ticked = form => [...form.querySelectorAll('[name=ticket]:checked')].map(({ value }) => value);

/** The server takes a hundred at once; a key holds for each of them. */
const inParts = async (path, tickets, rest, key) => {
  const items = [];
  for (let from = 0; from < tickets.length; from += 100) {
    items.push(...(await post(path, { ...rest, tickets: tickets.slice(from, from + 100) }, { key: key([path, rest]) })).items);
  }
  return items;
};

const send = async (form, path, rest, again, key) => {
  clear(form);
  const tickets = ticked(form);
  if (!tickets.length) {
    form.querySelector('.st-say').replaceChildren(el('p', { class: 'st-trouble', role: 'alert' }, t('Tick at least one ticket.', '请至少勾选一张工单。')));
    return;
  }
  const presses = form.querySelectorAll('button');
  presses.forEach(press => (press.disabled = true));
  try {
    const items = await inParts(path, tickets, rest, key);
    await again(outcome(items, id => id));
    refresh();
  } catch (problem) {
    form.querySelector('.st-say').replaceChildren(el('p', { class: 'st-trouble', role: 'alert' }, problem.message));
    presses.forEach(press => (press.disabled = false));
  }
};

const offers = async (offered, estates, again) => {
  const key = keyed();
  const form = el('form', { novalidate: true }, el('h4', {}, t('Offered to me', '交给我的')),
    el('ul', { class: 'st-plain' }, await Promise.all(offered.map(item => {
      const { people, zone } = estates.get(item.site);
      return line(item, `${nameOf(people, item.from)}: ${item.reason} (${when(item.requestedAt, zone)})`);
    }))),
    field(t('Reason, when you refuse', '拒绝原因（拒绝时填写）'), el('textarea', { name: 'reason', rows: 2, maxlength: 2000 })),
    el('div', { class: 'st-say' }),
    el('div', { class: 'st-row' },
      button(t('Accept', '接收'), () => send(form, 'handovers/answer', { accepted: true }, again, key), 'st-go'),
      button(t('Refuse', '拒绝'), () => {
        const reason = form.elements.reason.value.trim();
        if (!reason) {
          clear(form);
          fault(form, 'reason', t('Please fill this in.', '此项必填。'));
          form.elements.reason.focus();
          return undefined;
        }
        return send(form, 'handovers/answer', { accepted: false, reason }, again, key);
      })));
  return form;
};

/** What I own of one site, which only its people can take. */
const mine = async (owned, { name, people }, user, again) => {
  const key = keyed();
  const to = el('select', { name: 'to' });
  fill(to, people.filter(person => person.user !== user), { value: 'user', text: withRole });
  const form = el('form', { novalidate: true }, el('h4', {}, t('Mine, to hand over', '我负责的，交给同事'), ' · ', say(name)),
    el('ul', { class: 'st-plain' }, await Promise.all(owned.map(item =>
      line(item, item.offeredTo && t(`offered to ${nameOf(people, item.offeredTo)}`, `已请 ${nameOf(people, item.offeredTo)} 接收`))))),
    field(t('To', '交给'), to),
    field(t('Why', '原因'), el('textarea', { name: 'reason', rows: 2, maxlength: 2000 })),
    el('div', { class: 'st-say' }),
    el('div', { class: 'st-row' }, button(t('Hand over', '交接'), () => {
      clear(form);
      const missing = [form.elements.to, form.elements.reason].find(({ value }) => !value.trim());
      if (missing) {
        fault(form, missing.name, t('Please fill this in.', '此项必填。'));
        missing.focus();
        return undefined;
      }
      return send(form, 'handovers', { to: to.value, reason: form.elements.reason.value.trim() }, again, key);
    }, 'st-go')));
  return form;
};

const content = async (dialog, told) => {
  const again = said => content(dialog, said);
  const [{ owned, offered }, { user }] = await Promise.all([get('handovers'), me()]);
  const sites = [...new Set([...owned, ...offered].map(({ site }) => site))];
  const estates = new Map(await Promise.all(sites.map(async site => [site, { ...(await siteOf(site)), people: await staff(site) }])));
  const ofSites = await Promise.all(sites.map(site => owned.filter(item => item.site === site)).filter(items => items.length)
    .map(items => mine(items, estates.get(items[0].site), user, again)));
  dialog.replaceChildren(
    el('div', { class: 'st-row st-shift-head' }, el('h3', {}, t('Change of shifts', '交接班')), button(t('Close', '关闭'), () => dialog.close())),
    ...[told,
      offered.length > 0 && (await offers(offered, estates, again)),
      ...ofSites,
      !owned.length && !offered.length && el('p', { class: 'st-nothing' }, t('You own no open ticket, and nobody offers you one.', '您没有负责中的工单，也没有同事请您接手。'))]
      .filter(Boolean));
  (dialog.querySelector('.st-outcome') ?? dialog.querySelector('button')).focus();
};

const show = async () => {
  const dialog = el('dialog', { class: 'st-form st-shift', 'aria-label': t('Change of shifts', '交接班') }, el('p', { role: 'status' }, t('One moment …', '请稍候……')));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  try {
    await content(dialog);
  } catch (problem) {
    dialog.replaceChildren(el('p', { class: 'st-trouble', role: 'alert' }, problem.message), button(t('Close', '关闭'), () => dialog.close()));
  }
};

export const shift = {
  id: 'steward-shift',
  pluginPoint: 'tasklist.navbar.action',
  priority: 90,
  render: node => {
    node.append(el('a', { href: '', class: 'st-shift-open', onclick: event => {
      event.preventDefault();
      show();
    } }, t('Change of shifts', '交接班')));
  }
};
