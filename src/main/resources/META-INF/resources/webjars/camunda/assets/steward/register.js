// The form that takes a report: the caller, where, who, what is open there already, and what was answered on the call.
import { form, get, post, Problem, say, t, when } from './form.js';
import { code, codes } from './codes.js';
import { button, el } from './elements.js';
import * as estate from './estate.js';
import { byHand, dial, doors, fillCategories, providers, replies, slot, tiles } from './fields.js';
import { keyed } from './keys.js';
import { note } from './note.js';
import { goOn } from './opening.js';
import { turn } from './turns.js';

/** What a report says, by its controls; everything else in the form helps to find it. */
const SAID = [
  'kind', 'category', 'title', 'description', 'site', 'home', 'place', 'asset', 'channel', 'externalReference', 'externalDueAt', 'reply', 'outcome',
  'provider', 'about'
];

/** Where the rest of it stands in what is sent. */
const PARTS = {
  reporterName: 'reporter.name', reporterPhone: 'reporter.phone', reporterEmail: 'reporter.email', language: 'reporter.language',
  reporterRole: 'reporter.role', contactName: 'contact.name', contactPhone: 'contact.phone', appointmentFrom: 'appointment.from',
  appointmentTo: 'appointment.to'
};

const report = values => {
  const body = Object.fromEntries(SAID.filter(name => values[name] !== undefined).map(name => [name, values[name]]));
  for (const [name, path] of Object.entries(PARTS)) {
    if (values[name] !== undefined) {
      const [of, part] = path.split('.');
      (body[of] ??= {})[part] = values[name];
    }
  }
  return body;
};

/** What the server says of a part of the report belongs to its control. */
const besideControls = problem => {
  problem.faults.forEach(fault => {
    fault.field = fault.field === 'text' ? 'description' : Object.keys(PARTS).find(name => PARTS[name] === fault.field) ?? fault.field;
  });
  return problem;
};

const TITLE = 60;
const MOST = 8; // open tickets of a home that are shown
const READ_OUT = 20_000; // ms for a number that somebody is told on the telephone

const titleOf = text => {
  const line = text.split('\n')[0].trim();
  return line.length <= TITLE ? line : `${line.slice(0, TITLE - 1)}…`;
};

/**
 * `#/?processStart=service-ticket&caller=%2B8613900001111`: what a telephone system opens, and undefined otherwise. Behind
 * the `#` it reaches no server and no log; a plus that was not encoded has become a space.
 */
const caller = () => new URLSearchParams(location.hash.split('?')[1] ?? '').get('caller')?.replace(/^ /, '+').trim();

const services = () => {
  const injector = window.angular.element(document.documentElement).injector();
  return { scope: injector.get('$rootScope'), where: injector.get('$location') };
};

/** The number leaves the address, so that the next report is not taken for the same caller's. */
const forgetCaller = () => {
  const { scope, where } = services();
  scope.$applyAsync(() => where.search('caller', null).replace());
};

/** Closes this form, whose draft stays, and opens one for another caller. */
const take = (camForm, number) => {
  const { scope, where } = services();
  const { processStart } = where.search();
  let dialog = camForm.formElement.scope();
  while (!dialog.$dismiss) {
    dialog = dialog.$parent;
  }
  scope.$apply(() => dialog.$dismiss());
  scope.$apply(() => where.search({ ...where.search(), processStart, caller: number }));
};

/** Tasklist opens no second form beside this one: whoever else calls meanwhile is told, with the way to them. */
const alsoCalled = (camForm, made, calling) => {
  const off = services().scope.$on('$locationChangeSuccess', () => {
    const number = caller();
    if (number === undefined) {
      return;
    }
    forgetCaller();
    if (number !== calling) {
      made.element.querySelector('.st-also-called')?.remove();
      made.element.prepend(el('div', { class: 'st-note st-also-called', role: 'alert' },
        el('p', {}, t(`Another call: ${number}. What is typed here is kept.`, `另一来电：${number}。此处已填写的内容会保留。`)),
        button(t('Take this call', '接听此来电'), () => {
          off();
          take(camForm, number);
        })));
    }
  });
  camForm.formElement.scope().$on('$destroy', off);
};

/** What was reported last is most likely what somebody means. */
const newest = tickets => [...tickets].sort((one, other) => Date.parse(other.openedAt) - Date.parse(one.openedAt));

const shownTask = () => new URLSearchParams(location.hash.split('?')[1] ?? '').get('task') ?? undefined;

const member = (one, choose) => el('div', { class: 'st-row' },
  button(`${one.name} · ${code('person', one.role)}`, choose, 'st-chip'), dial(one.phone), one.note && el('small', { class: 'st-hint' }, one.note));

const hint = text => el('p', { class: 'st-hint' }, text);

class Register {
  constructor(made, calling) {
    this.form = made;
    this.caller = calling;
    this.key = keyed();
  }

  part(name) {
    return this.form.element.querySelector(`[data-part="${name}"]`);
  }

  get site() {
    return this.form.value('site') ?? this.sites[0]?.key;
  }

  get home() {
    return this.form.value('where') === 'PLACE' ? undefined : this.form.value('home');
  }

  get place() {
    return this.form.value('where') === 'PLACE' ? this.form.value('place') : undefined;
  }

  async open() {
    const { form: made } = this;
    this.sites = await estate.sites();
    made.fill('site', this.sites, { empty: false });
    made.know({ sites: this.sites.length > 1 });
    tiles(made, 'where', [{ key: 'HOME', name: t('A home', '住户家中') }, { key: 'PLACE', name: t('A shared place', '公共区域') }], { chosen: 'HOME' });
    tiles(made, 'kind', codes('kind'), { required: true, chosen: 'REPAIR' });
    this.kindChosen = byHand(made, 'kind');
    tiles(made, 'outcome', [
      { key: '', name: t('No, it goes on', '否，继续处理') },
      ...codes('outcome', ['ANSWERED', 'REPAIR', 'INVESTIGATE', 'REFERRED'])
    ], { chosen: '' });
    made.fill('reporterRole', codes('person').filter(({ key }) => key !== 'SYSTEM'));
    made.fill('channel', codes('channel', ['FRONT_DESK', 'PHONE', 'EMAIL', 'APP', 'HOTLINE', 'PATROL', 'MONITORING']), { empty: false });
    const groups = await estate.catalogue();
    fillCategories(made.control('category'), groups);
    made.restoreOne(made.control('category'));
    await this.estate();
    if (this.caller !== undefined) {
      made.element.querySelector('#find').value = this.caller;
      made.set('channel', 'PHONE');
      await this.called(this.caller);
      forgetCaller();
    }
    await this.where();
    this.listen();
  }

  /** What depends on the site. */
  async estate() {
    const { form: made, site } = this;
    const [buildings, places, staff, zone] = await Promise.all([
      estate.buildings(site), estate.places(site), estate.staff(site), estate.site(site)]);
    made.fill('building', buildings);
    made.fill('place', places);
    made.fill('about', staff, { value: 'user', text: estate.withRole, empty: t('Nobody in particular', '不针对个人') });
    made.set('language', zone.language === 'zh' ? 'zh' : 'en');
    made.control('externalDueAt').dataset.zone = zone.zone;
    await slot(made, 'appointment', { site, zone: zone.zone });
    ['appointmentFrom', 'appointmentTo'].forEach(name => made.restoreOne(made.control(name)));
    await this.homes();
  }

  homes() {
    return doors(this.form, 'home', this.site, this.form.value('building'));
  }

  listen() {
    const on = (field, action) => this.form.element.querySelectorAll(`[name="${field}"]`).forEach(input =>
      input.addEventListener('change', () => action().catch(problem => this.form.show(problem))));
    on('site', () => this.estate().then(() => this.where()));
    on('building', () => this.homes());
    on('home', () => this.where());
    on('place', () => this.where());
    on('where', () => this.where());
    on('category', () => this.matter(true));
    on('language', () => this.matter(false));
    on('outcome', () => this.matter(false));
    const find = this.form.element.querySelector('#find');
    let waiting;
    find.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.find().catch(problem => this.form.show(problem)), 350);
    });
    find.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault();
      }
    });
  }

  /** By telephone number or name, in all sites of the reader. */
  async find() {
    const asked = this.form.element.querySelector('#find').value.trim();
    const box = this.part('found');
    if (asked.length < 2) {
      box.replaceChildren();
      return;
    }
    if (/^[+\d ()-]{5,}$/.test(asked)) {
      await this.called(asked, true);
      return;
    }
    const found = (await Promise.all(this.sites.map(async site =>
      (await get(`sites/${encodeURIComponent(site.key)}/residents`, { q: asked, limit: 8 })).items.map(one => ({ ...one, site }))))).flat();
    if (this.asks(asked)) { // otherwise answered too late
      box.replaceChildren(...(found.length ? this.people(found) : [hint(t('Nobody found: choose the home below.', '未找到，请在下方选择房号。'))]));
    }
  }

  asks(text) {
    return text === this.form.element.querySelector('#find').value.trim();
  }

  people(found) {
    return found.map(one => button([one.name, one.home, this.sites.length > 1 && say(one.site.name)].filter(Boolean).join(' · '),
      () => this.choose(one).catch(problem => this.form.show(problem)), 'st-chip'));
  }

  /**
   * By the number of whoever calls, in all sites of the reader; the number goes in the body, as addresses are logged. A number
   * that is still being typed is the end of many, so nobody is chosen by it before somebody says so.
   */
  async called(number, typed = false) {
    const { form: made } = this;
    const box = this.part('found');
    const { withheld, residents, tickets } = await post('callers', { number, partly: typed });
    if (!this.asks(number)) {
      return;
    }
    const site = key => this.sites.find(known => known.key === key);
    const found = residents.map(one => ({ ...one, site: site(one.site) }));
    const other = tickets.filter(ticket => ticket.fromThisNumber && !residents.some(one => one.site === ticket.site && one.home === ticket.home));
    const parts = [];
    if (withheld) {
      parts.push(hint(t('The number is withheld: ask for the home.', '来电号码已隐藏，请询问房号。')));
    } else if (!found.length) {
      if (!typed) {
        made.set('reporterPhone', number);
      }
      parts.push(hint(other.length
        ? t('No resident has this number, but it called before:', '住户资料中无此号码，但曾来电：')
        : typed ? t('Nobody found: choose the home below.', '未找到，请在下方选择房号。')
          : t('No resident has this number: ask for name and home; the number is filled in below.', '住户资料中无此号码，请询问姓名和房号；号码已填入下方。')));
    } else if (found.length > 1) {
      parts.push(hint(t('This number belongs to several homes: which one is it about?', '该号码对应多套房，请确认是哪一套：')));
      const [{ language }] = found;
      if (found.every(one => one.language === language)) {
        made.set('language', language === 'zh' ? 'zh' : 'en');
      }
    }
    box.replaceChildren(...parts, ...this.people(found), ...other.map(ticket =>
      button(`${ticket.number} · ${ticket.title} · ${ticket.home ?? ticket.place}`, () => this.back(ticket, site(ticket.site)), 'st-chip')));
    if (found.length === 1 && !typed) {
      await this.choose(found[0]);
    }
  }

  /** Whoever called before about a ticket: its home or place. */
  async back(ticket, site) {
    const { form: made } = this;
    try {
      if (site.key !== this.site) {
        made.control('site').value = site.key;
        await this.estate();
      }
      made.set('where', ticket.home ? 'HOME' : 'PLACE');
      if (ticket.home) {
        made.control('building').value = (await estate.home(this.site, ticket.home)).building;
        await this.homes();
        made.control('home').value = ticket.home;
      } else {
        made.control('place').value = ticket.place;
      }
      made.reveal();
      await this.where();
    } catch (problem) {
      made.show(problem);
    }
  }

  async choose(one) {
    const { form: made } = this;
    if (one.site.key !== this.site) {
      made.control('site').value = one.site.key;
      await this.estate();
    }
    made.set('where', 'HOME');
    made.control('building').value = (await estate.home(this.site, one.home)).building;
    await this.homes();
    made.control('home').value = one.home;
    made.reveal();
    this.reporter(one);
    await this.where();
  }

  reporter(one) {
    const { form: made } = this;
    made.set('reporterName', one.name);
    made.set('reporterPhone', one.phone ?? '');
    made.set('reporterEmail', one.email ?? '');
    made.set('language', one.language === 'zh' ? 'zh' : 'en');
    made.set('reporterRole', one.role);
  }

  /** The household, and what is open there already. */
  async where() {
    const { form: made, site, home, place } = this;
    const at = home ?? place;
    const late = turn(this.part('open'));
    made.know({ attached: false });
    this.attachTo = undefined;
    if (!at) {
      this.part('household').replaceChildren();
      this.part('open').replaceChildren();
      return;
    }
    const [door, open, { zone }] = await Promise.all([home && estate.home(site, home), estate.openTickets(site, { home, place }), estate.site(site)]);
    if (late()) {
      return; // chosen again meanwhile
    }
    this.part('household').replaceChildren(...(door?.household?.length
      ? [el('p', { class: 'st-label' }, t('Who lives there', '住户')), ...door.household.map(one => member(one, () => this.reporter(one)))] : []));
    this.part('open').replaceChildren(...(open.length
      ? [el('p', { class: 'st-label' }, t(`Open at ${at} already`, `${at} 未结工单`)),
        el('ul', { class: 'st-open' }, newest(open).slice(0, MOST).map(ticket => this.opened(ticket, zone)))] : []));
    await this.matter(false);
  }

  opened(ticket, zone) {
    const { number, title, status, openedAt, dueAt, overdue } = ticket;
    return el('li', {},
      el('div', {}, el('strong', {}, title), el('small', {}, [number, code('status', status), when(openedAt, zone)].join(' · ')),
        dueAt && el('small', { class: `st-other st-${overdue ? 'red' : 'green'}` },
          overdue ? t(`overdue since ${when(dueAt, zone)}`, `已超时，应于 ${when(dueAt, zone)} 前`) : t(`due ${when(dueAt, zone)}`, `${when(dueAt, zone)} 前`))),
      button(t('The same thing again', '同一问题再次反映'), () => this.attach(ticket)));
  }

  /** Not a new ticket: the open one is urged. */
  attach(ticket) {
    this.attachTo = ticket;
    this.part('open').replaceChildren(el('div', { class: 'st-note' },
      el('p', {}, t(`This goes to ${ticket.number} “${ticket.title}”: it is urged, and its owner is told. No new ticket is made.`,
        `将记入 ${ticket.number}“${ticket.title}”：计为一次催办并通知负责人，不再新建工单。`)),
      button(t('No, it is something else', '不，这是另一件事'), () => this.where().catch(problem => this.form.show(problem)))));
    this.form.know({ attached: true });
    this.form.control('description').focus();
  }

  /** What the category says: the kind, the replies, the warranty. */
  async matter(changed) {
    const { form: made } = this;
    const category = await estate.category(made.value('category'));
    if (changed && category && !this.kindChosen()) {
      made.set('kind', category.kind);
    }
    if (category && made.value('outcome')) {
      await replies(made.control('reply'), { category: category.key, language: made.value('language') });
      await this.work(category.key);
    }
  }

  /** Who does the work: proposed anew only for another home or category, which a choice would not be made for. */
  async work(category) {
    const asked = { site: this.site, home: this.home, category };
    const now = JSON.stringify(asked);
    if (this.form.value('outcome') === 'REPAIR' && now !== this.proposed) {
      this.proposed = now;
      await providers(this.form, 'provider', asked);
    }
  }

  check() {
    const { form: made } = this;
    const anybody = ['reporterName', 'reporterPhone', 'reporterEmail'].some(name => made.value(name));
    return !this.attachTo && this.home && !anybody
      ? { reporterName: t('Who reports it? A name, a telephone number or an e-mail address.', '请填写报事人姓名、电话或邮箱。') } : {};
  }

  async send() {
    const { form: made } = this;
    const values = made.values(false);
    if (this.attachTo) {
      const body = { text: values.description };
      return post(`tickets/${this.attachTo.number}/urge`, body, { key: this.key(body) });
    }
    return made.post('tickets', report({ ...values, site: this.site, title: values.title ?? titleOf(values.description) }));
  }

  /** The number, for whoever calls and for the clerk, and on to the clerk's task of it. */
  sent({ number }) {
    note([this.attachTo ? t('Added to ', '已并入 ') : t('Registered: ', '已登记：'), el('a', { href: `#/?ticket=${number}` }, number)], READ_OUT);
    goOn(number, this.form.user, shownTask());
  }

  /** What could not be told whether it arrived, or had arrived: what is open there tells. */
  async unclear(problem) {
    if (!(problem instanceof Problem)) {
      return problem;
    }
    if (this.attachTo) {
      return besideControls(problem);
    }
    const arrived = problem.status === 422 && !problem.faults.length; // the key has made a ticket, of other words
    if (arrived || problem.status === 0) {
      await this.where().catch(() => {});
    }
    if (!arrived) {
      return besideControls(problem);
    }
    this.form.draft.renew();
    return new Problem(problem.status, {
      detail: t('What was sent before has arrived: its ticket is among those open here. Nothing else was registered. If this is another matter, send it again.',
        '此前提交的内容已登记，工单列于此处的未结工单中；本次未另行登记。如属另一件事，请再次提交。')
    });
  }
}

/** Makes the start form of `service-ticket`. */
export const register = camForm => {
  let desk;
  const calling = caller();
  const made = form(camForm, {
    occasion: calling, // what was begun for one caller does not come back for another, but after a reload
    open: made => (desk = new Register(made, calling)).open(),
    check: () => desk.check(),
    send: async () => {
      try {
        const answer = await desk.send();
        desk.sent(answer);
        return answer;
      } catch (problem) {
        throw await desk.unclear(problem);
      }
    }
  });
  alsoCalled(camForm, made, calling);
  return made;
};
