/*
 * Forms of tickets, on top of form.js; Tasklist loads this (customScripts in scripts/config.js), and it adds to window.steward:
 *
 *   <form name="investigate" class="st-form">
 *     <div data-ticket ng-non-bindable></div>              number, title, where, who, clock and description are put here
 *     …
 *     <div data-more ng-non-bindable></div>                and the actions beside the task here
 *     <script cam-script type="text/form-script">
 *       steward.task(camForm, {
 *         open: async (form, ticket) => …,                 as in form.js, with the ticket, its zone in form.zone, form.order, form.roles
 *         give: form => form.values(false)                 the task's fields; this is what happens without it
 *       });
 *     </script>
 *   </form>
 *
 * The task is completed through our interface, so that a refusal names its fields.
 */
import * as base from './form.js';
import { code, codes } from './codes.js';
import { clockLine, seconds } from './clock.js';
import { commands } from './commands.js';
import { back, button, el, field, refresh } from './elements.js';
import * as estate from './estate.js';
import * as fields from './fields.js';
import { fresh } from './fresh.js';
import { note } from './note.js';
import { goOn } from './opening.js';
import { register } from './register.js';
import { saying, who } from './sayings.js';
import { technicians } from './suggestion.js';

const { form, get, engine, post, t, when } = base;

const badge = (text, kind) => el('span', { class: `st-badge st-${kind}` }, text);

const person = (ticket, zone) => {
  const { reporter, contact, appointment } = ticket;
  return [
    reporter && (reporter.name || reporter.phone) && [
      el('dt', {}, t('Reported by', '报事人')),
      el('dd', {}, el('span', {}, [reporter.name, reporter.role && code('person', reporter.role), reporter.language === 'zh' ? '中文' : reporter.language === 'en' ? 'English' : reporter.language]
        .filter(Boolean).join(' · ')), fields.dial(reporter.phone))
    ],
    contact && [el('dt', {}, t('Gives access', '现场联系人')), el('dd', {}, el('span', {}, contact.name ?? ''), fields.dial(contact.phone))],
    appointment && [el('dt', {}, t('Asked for', '期望时间')), el('dd', {}, `${when(appointment.from, zone)} – ${when(appointment.to, zone, 'time')}`)]
  ].filter(Boolean).flat();
};

const appointed = (order, zone) => order?.slot && !order.endedAt && [
  el('dt', {}, t('Appointment', '预约')), el('dd', {}, `${when(order.slot.from, zone)} – ${when(order.slot.to, zone, 'time')}`)
];

/** A ticket and what its card tells of it. */
const read = async number => {
  const ticket = await get(`tickets/${number}`);
  const [site, where, category, people] = await Promise.all([
    estate.site(ticket.site), estate.where(ticket), estate.category(ticket.category), estate.staff(ticket.site).catch(() => [])]);
  return { ticket, zone: site?.zone, where, category, people };
};

/** The card above every form of a ticket. */
const card = ({ ticket, zone, where, category, people }) => {
  const links = ticket.links ?? [];
  return el('section', { class: 'st-ticket' },
    el('div', { class: 'st-badges' }, el('span', { class: 'st-number' }, ticket.number),
      badge(code('priority', ticket.priority), ticket.priority.toLowerCase()), badge(code('status', ticket.status), 'state'),
      ticket.urges > 0 && badge(t(`urged ×${ticket.urges}`, `催办 ${ticket.urges} 次`), 'urgent')),
    el('h3', {}, ticket.title),
    clockLine(ticket.clocks, zone),
    el('dl', { class: 'st-facts' },
      el('dt', {}, t('Where', '位置')), el('dd', {}, [where, ticket.asset].filter(Boolean).join(' · ')),
      person(ticket, zone),
      appointed(ticket.orders?.at(-1), zone),
      el('dt', {}, t('Matter', '事项')), el('dd', {}, [code('kind', ticket.kind), base.say(category?.name ?? ticket.category)].join(' · ')),
      ticket.owner && [el('dt', {}, t('Owner', '负责人')), el('dd', {}, estate.nameOf(people, ticket.owner))],
      links.length > 0 && [el('dt', {}, t('Linked', '关联')), el('dd', {}, links.map(({ relation, ticket: other }) => `${code('link', relation)} ${other}`).join(t(', ', '、')))]),
    el('div', { class: 'st-description' }, ticket.description));
};

/** What the timeline has of the given types, the latest last, into `<div data-so-far>`. */
const soFar = async (made, types, title) => {
  const box = made.element.querySelector('[data-so-far]');
  const [{ items }, people] = await Promise.all([get(`tickets/${made.ticket.number}/timeline`), estate.staff(made.ticket.site).catch(() => [])]);
  const about = { zone: made.zone, name: user => estate.nameOf(people, user) };
  const lines = items.filter(({ type }) => types.includes(type));
  if (lines.length) {
    box.replaceChildren(el('details', { open: lines.length <= 3 }, el('summary', {}, `${title} (${lines.length})`),
      el('ul', { class: 'st-so-far' }, lines.map(line => el('li', {},
        el('small', {}, [when(line.at, made.zone), code('entry', line.type), who(line.actor, about)].join(' · ')), saying(line, about))))));
  }
  return lines;
};

/** The task is done by other means than its form: Tasklist goes on as after completing it. */
const finish = camForm => {
  if (!camForm.formElement[0].isConnected) {
    refresh(); // the reader has gone on to something else
    return;
  }
  let scope = camForm.formElement.scope();
  while (scope && !scope.onFormCompletionCallback) {
    scope = scope.$parent;
  }
  scope?.$evalAsync(() => scope.onFormCompletionCallback(null, {}));
};

/** Nobody has claimed the task yet: the button for it, where the thumb is, until Tasklist's own is gone, too. */
const claim = camForm => {
  const about = document.querySelector('[cam-tasklist-task-meta]');
  const theirs = () => [...about?.querySelectorAll('.claim') ?? []].find(button => !button.closest('.ng-hide'));
  if (!theirs()) {
    return '';
  }
  const place = el('p', { class: 'st-claim' }, button(t('Claim this task', '认领此任务'), () => theirs()?.click(), 'st-go'));
  const watch = new MutationObserver(() => {
    if (!theirs()) {
      place.remove();
      watch.disconnect();
    }
  });
  watch.observe(about, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
  camForm.formElement.scope()?.$on('$destroy', () => watch.disconnect());
  return place;
};

/** Claimed by mistake, or the shift ends: whoever has a task of a group puts it back, or a supervisor does. Asked when the actions are opened. */
const giveBack = (camForm, made, actions) => {
  const task = `task/${camForm.taskId}`;
  actions.addEventListener('toggle', async () => {
    actions.querySelector('.st-give-back')?.remove();
    if (!actions.open) {
      return;
    }
    const [{ assignee }, links] = await Promise.all([engine(task), engine(`${task}/identity-links`, { type: 'candidate' })]);
    const may = assignee === made.user || made.roles.some(role => ['supervisor', 'manager'].includes(role));
    if (actions.open && assignee && may && links.some(({ groupId }) => groupId)) {
      const press = button(t('Give the task back', '退回任务'), async () => {
        press.disabled = true;
        try {
          await post(`tasks/${camForm.taskId}/unclaim`, {});
          made.done();
          finish(camForm);
          refresh();
        } catch (problem) {
          press.disabled = false;
          made.show(problem);
        }
      }, 'st-give-back');
      actions.querySelector('.st-actions').append(press);
    }
  });
};

const LOST = [0, 502, 504]; // no connection, or a proxy in between

/** Whether what is not there any more had been done by an attempt whose answer got lost. */
const arrival = () => {
  let lost = false;
  return (problem, gone = problem.status === 404) => {
    const arrived = lost && gone;
    lost ||= LOST.includes(problem.status);
    if (arrived) {
      note(t('It had arrived already.', '之前已提交成功。'));
    }
    return arrived;
  };
};

/** Makes an embedded form the form of a task of a ticket. */
export const task = (camForm, options = {}) => {
  camForm.formElement[0].dataset.task = camForm.taskId;
  let actions;
  let before;
  let draw;
  const arrived = arrival();
  const show = (made, found) => {
    const { clocks, ...rest } = found.ticket;
    Object.assign(made, { ticket: found.ticket, order: found.ticket.orders?.at(-1), zone: found.zone, people: found.people });
    const place = made.element.querySelector('[data-ticket]');
    const shown = place.querySelector('.st-ticket');
    const now = JSON.stringify(rest);
    if (!shown) {
      place.prepend(back(), card(found));
    } else if (now === before) { // who reads or dials is not disturbed by the time that passes
      shown.querySelector('.st-clock').replaceWith(clockLine(clocks, found.zone));
    } else {
      shown.replaceWith(card(found));
    }
    before = now;
    actions?.draw();
  };
  const made = form(camForm, {
    draft: options.draft,
    variables: ['ticket'],
    open: async made => {
      draw ??= fresh(camForm.formElement.scope?.(), made.element.querySelector('[data-ticket]'), {
        read: () => read(made.read('ticket')), show: found => show(made, found)
      });
      await draw();
      const { ticket } = made;
      made.roles = (await engine('group', { member: made.user, maxResults: 50 })).map(({ id }) => id);
      made.know({
        home: Boolean(ticket.home), external: Boolean(made.order && made.order.provider !== 'OWN'), rework: Boolean(made.order?.rework)
      });
      if (options.claim !== false) {
        made.element.querySelector('.st-claim')?.remove();
        made.element.querySelector('[data-ticket]').append(claim(camForm));
      }
      actions = commands(made, draw);
      actions.draw();
      made.element.querySelector('[data-more]').replaceChildren(actions.element);
      giveBack(camForm, made, actions.element);
      await options.open?.(made, ticket);
      await actions.restore();
    },
    check: options.check,
    send: async made => {
      const variables = (await options.give?.(made)) ?? made.values(false);
      try {
        await post(`tasks/${camForm.taskId}/complete`, { variables });
      } catch (problem) {
        if (!arrived(problem)) {
          throw problem;
        }
      }
      on();
      return {};
    }
  });
  /** After the task the next one, unless the reader has gone on to something else meanwhile. */
  const on = () => (made.element.isConnected ? goOn(made.ticket.number, made.user, camForm.taskId) : refresh());
  made.soFar = (types, title) => soFar(made, types, title);
  /** Somebody was quicker: who has the ticket now, and that nothing is left to do here. */
  const taken = (said, press) => {
    const { owner } = made.ticket;
    if (owner && owner !== made.user) {
      const name = estate.nameOf(made.people, owner);
      said?.append(el('br'), t(`${name} has it now. There is nothing left for you to do here: go on with another task.`,
        `现由 ${name} 负责，此处无需再处理，请继续其他任务。`));
      press.parentElement.remove();
    }
  };
  /** One tap that does all of the task. */
  made.offer = (text, action) => {
    const press = button(text, async () => {
      press.disabled = true;
      base.clear(made.element);
      try {
        await action();
      } catch (problem) {
        const conflict = problem.status === 409;
        if (conflict) {
          await draw();
        }
        if (!arrived(problem, problem.status === 404 || (conflict && made.ticket.owner === made.user))) {
          const said = made.show(problem);
          press.disabled = false;
          if (conflict) {
            taken(said, press);
          }
          return;
        }
      }
      made.done();
      on();
      finish(camForm);
    }, 'st-go');
    made.element.querySelector('.st-offer')?.remove();
    made.element.querySelector('[data-ticket]').append(el('p', { class: 'st-claim st-offer' }, press));
  };
  return made;
};

window.steward = Object.freeze({
  ...window.steward, ...fields, task, register, technicians, clockLine, seconds, code, codes, el, button, field, estate, refresh
});
