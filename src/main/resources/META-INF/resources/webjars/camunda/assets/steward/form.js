/*
 * What embedded forms share: Tasklist loads this before any form (customScripts in scripts/config.js), as window.steward.
 *
 *   <form name="register" class="st-form">                    one form per file; its name also names the draft
 *     <label for="home" data-t="Home|房号"></label>             texts are English|Chinese, or data-t-placeholder, -title, -aria-label
 *     <select id="home" name="home" required></select>         errors appear below the control of that name, dots nest: reporter.phone
 *     <script cam-script type="text/form-script">
 *       steward.form(camForm, {                                variables: ['ticket'] makes form.read('ticket') possible
 *         open: async form => form.fill('home', (await steward.get('homes', { site: 'sunshine' })).items),
 *         check: form => form.value('home') ? {} : { home: steward.t('Choose a home', '请选择房号') },
 *         send: form => form.post('tickets', form.values())    without send: the engine's own submit, by cam-variable-name
 *       });                                                    the draft is kept, restored and dropped by itself
 *     </script>
 *   </form>
 *
 * `data-if="result=DONE|PARTIAL @charged !@free, urgent"` shows a part of the form, and sends it, only while all of that holds: a
 * control has one of the values (without values: any), a fact that the script told with form.know({charged: true}) is true; `!`
 * negates, a comma begins another case.
 * `data-type="boolean"` or `"number"` on radio buttons makes their values such. `data-draft="…"` keeps a control in the draft that is
 * not of the form's values.
 *
 * Also: get post upload (our interface, below /camunda/api/steward/v1), engine (the engine's), t say when
 * day instant local lasting money preview fill fault clear. A refusal is thrown as Problem {status, title, detail,
 * faults: [{field, message}]}.
 */
import { language } from './brand.js';
import { Draft } from './draft.js';

const root = document.querySelector('base')?.getAttribute('app-root') ?? '/camunda';
const DAY = 24 * 60 * 60 * 1000;
const PREVENTED = 'camForm submission prevented'; // Tasklist stays silent for exactly this message
const TASKLISTS = /submission prevented|task is null|No matching task|is suspended/; // and knows better what to do about these

// ---------------------------------------------------------------------------------------------------------- texts

/** Chooses the text of the browser's language. */
export const t = (en, zh) => (language === 'zh' ? zh : en);

/** A text the server gives as it is or in both languages, {en, zh}. */
export const say = text =>
  text !== null && typeof text === 'object' ? (text[language] ?? text.en ?? text.zh ?? '') : String(text ?? '');

/** Fills `data-t="English|Chinese"` and its attribute forms below an element. Text only, never markup. */
export const translate = element => {
  for (const attribute of ['', '-placeholder', '-title', '-aria-label']) {
    for (const node of element.querySelectorAll(`[data-t${attribute}]`)) {
      const [en, zh] = node.getAttribute(`data-t${attribute}`).split('|');
      const text = t(en, zh ?? en);
      if (attribute) {
        node.setAttribute(attribute.slice(1), text);
      } else {
        node.textContent = text;
      }
    }
  }
};

// ----------------------------------------------------------------------------------------------------------- time

const locale = language === 'zh' ? 'zh-CN' : (navigator.languages ?? []).find(tag => tag.startsWith('en')) ?? 'en-GB';
const STYLES = {
  short: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' }
};

/** Milliseconds the wall clock of a zone is ahead of UTC at an instant. */
const ahead = (millis, zone) => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit'
  }).formatToParts(millis);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - Math.floor(millis / 1000) * 1000;
};

/** An instant (RFC 3339) in the site's zone; the zone is named when the reader's own clock shows something else. */
export const when = (instant, zone, style = 'short') => {
  if (!instant) {
    return '';
  }
  const millis = Date.parse(instant);
  const clock = style === 'date' ? {} : { hourCycle: 'h23' };
  const text = new Intl.DateTimeFormat(locale, { ...STYLES[style], ...clock, timeZone: zone }).format(millis);
  if (!zone || style === 'date' || ahead(millis, zone) === -new Date(millis).getTimezoneOffset() * 60000) {
    return text;
  }
  const named = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(millis);
  return `${text} (${named.find(({ type }) => type === 'timeZoneName').value})`;
};

/** What an `<input type="datetime-local">` shows, read in the site's zone: RFC 3339 with offset. A skipped hour moves on, a doubled one means the first. */
export const instant = (wall, zone) => {
  if (!wall) {
    return undefined;
  }
  const guess = Date.parse(`${wall.slice(0, 16)}Z`);
  const before = ahead(guess - DAY, zone);
  const after = ahead(guess + DAY, zone);
  const fits = offset => ahead(guess - offset, zone) === offset;
  const millis = guess - (fits(before) || !fits(after) ? before : after);
  const minutes = ahead(millis, zone) / 60000;
  const two = number => String(Math.floor(number)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${new Date(millis + minutes * 60000).toISOString().slice(0, 19)}${offset}`;
};

/** The value for an `<input type="datetime-local">` in the site's zone. */
export const local = (at, zone) => (at ? new Date(Date.parse(at) + ahead(Date.parse(at), zone)).toISOString().slice(0, 16) : '');

/** A day without a time, as `2026-06-30`. */
export const day = date => when(`${date}T12:00:00Z`, 'UTC', 'date');

/** A length of time in words, from seconds: `1 h 20 min`; days are not used, a working day is not 24 hours. */
export const lasting = seconds => {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? t(`${hours} h`, `${hours} 小时`) : '', rest || !hours ? t(`${rest} min`, `${rest} 分钟`) : ''].filter(Boolean).join(' ');
};

/** An amount as the reader writes it. */
export const money = (amount, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);

// -------------------------------------------------------------------------------------------------------- requests

const PATIENCE = 30_000; // ms for an answer, and for photos over a weak connection
const PATIENCE_WITH_FILES = 180_000;

/** What the server refused, or that it could not be reached (status 0). */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail ?? body.message ?? body.title ?? '');
    this.name = 'Problem';
    this.status = status;
    this.title = body.title ?? '';
    this.detail = this.message;
    /** What is wrong field by field, dotted as in Refusal. */
    this.faults = (body.errors ?? []).map(({ pointer, detail }) => ({ field: (pointer ?? '').split('/').slice(1).join('.'), message: detail }));
    this.body = body;
  }
}

const cookie = name => document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1);

/** A token of an ended session is refused with 403 before anybody asks who is logged in. */
const sessionEnded = async response =>
  response.status === 401 ||
  (response.status === 403 &&
    !(response.headers.get('Content-Type') ?? '').includes('problem+json') &&
    !(await fetch(`${root}/api/admin/auth/user/default`, { credentials: 'same-origin' })).ok);

/** Lets Tasklist ask for the login again, as its own requests do; the page comes back afterwards. */
const askForLogin = () => {
  const scope = window.angular?.element(document.documentElement).injector()?.get('$rootScope');
  scope?.$applyAsync(() => {
    scope.authentication = null;
    scope.$broadcast('authentication.changed', null);
    scope.$broadcast('authentication.login.required');
  });
};

const request = async (method, url, { body, headers = {}, key } = {}) => {
  const init = {
    method,
    credentials: 'same-origin',
    cache: 'no-store', // a ticket's version, its ETag, says nothing of its clocks; and nothing stays on a computer that several use
    headers: { Accept: 'application/json, application/problem+json', ...headers },
    signal: AbortSignal.timeout(body instanceof FormData ? PATIENCE_WITH_FILES : PATIENCE)
  };
  if (method !== 'GET') {
    // A changing request without the token would not only be refused: it ends the session.
    init.headers['X-XSRF-TOKEN'] = cookie(window.camTasklistConf?.csrfCookieName ?? 'XSRF-TOKEN') ?? '';
  }
  if (key) {
    init.headers['Idempotency-Key'] = key;
  }
  if (body instanceof FormData) {
    init.body = body;
  } else if (body !== undefined) {
    init.headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  let response;
  let text;
  try {
    response = await fetch(url, init);
    text = await response.text();
  } catch {
    throw new Problem(0, { detail: t('No connection. Your entries are kept: try again.', '网络已断开。您填写的内容已保留，请稍后重试。') });
  }
  let answer;
  try {
    answer = text ? JSON.parse(text) : undefined;
  } catch {
    answer = undefined; // a proxy's page in HTML, for example
  }
  if (response.ok) {
    return answer;
  }
  if (await sessionEnded(response)) {
    askForLogin();
    throw new Problem(401, { detail: t('Your session has expired. Please log in again.', '登录已过期，请重新登录。') });
  }
  throw new Problem(response.status, answer?.detail || answer?.message ? answer : {
    detail: t(`The server could not do this (${response.status}). Try again.`, `服务器未能完成操作（${response.status}），请重试。`)
  });
};

const address = (base, path, params = {}) => {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  return `${base}/${String(path).replace(/^\//, '')}${query.size ?? String(query).length ? `?${query}` : ''}`;
};

const ours = (path, params) => address(`${root}/api/steward/v1`, path, params);

/** Our interface: a path below /api/v1, with the session of the web applications. Options: headers (If-Match), key (Idempotency-Key). */
export const get = (path, params, options) => request('GET', ours(path, params), options);
export const post = (path, body = {}, options) => request('POST', ours(path), { ...options, body });

/** The engine's interface, to read: `engine('task/…')`. */
export const engine = (path, params) => request('GET', address(`${root}/api/engine/engine/default`, path, params));

/**
 * Sends one file as multipart `file`, with further fields. Large photos are made smaller first, which a phone's connection thanks;
 * pictures that the server does not take (WebP) are made JPEG.
 */
export const upload = async (path, file, fields = {}) => {
  const body = new FormData();
  Object.entries(fields).forEach(([name, value]) => body.append(name, value));
  body.append('file', await smaller(file), file.name);
  return request('POST', ours(path), { body });
};

/** Where the photo of a ticket is. */
export const photoAddress = (number, id) => ours(`tickets/${encodeURIComponent(number)}/photos/${encodeURIComponent(id)}`);

const smaller = async (file, edge = 2048) => {
  const taken = /^image\/(jpeg|png)$/.test(file.type);
  if (!file.type.startsWith('image/') || (taken && file.size < 1_000_000)) {
    return file;
  }
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width * scale, height: bitmap.height * scale });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff'; // JPEG knows nothing transparent
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85));
    return blob && (!taken || blob.size < file.size) ? blob : file;
  } catch {
    return file; // not decodable here: the server decides
  }
};

/** Shows chosen photos; data: URLs, because the content security policy allows no blob: ones. */
export const preview = (input, box) =>
  Promise.all([...input.files].filter(file => file.type.startsWith('image/')).map(file => new Promise(done => {
    const reader = new FileReader();
    reader.onload = () => done(Object.assign(new Image(), { src: reader.result, alt: file.name, className: 'st-photo' }));
    reader.onerror = () => done(null);
    reader.readAsDataURL(file);
  }))).then(images => box.replaceChildren(...images.filter(Boolean)));

// -------------------------------------------------------------------------------------------------------- controls

const controls = (element, field) => {
  const name = CSS.escape(field);
  return [...element.querySelectorAll(`[name="${name}"], [data-field="${name}"], [cam-variable-name="${name}"]`)];
};

const control = (element, field) => controls(element, field)[0] ?? null;

const nameOf = input => input.getAttribute('name') || input.getAttribute('cam-variable-name') || '';
const draftName = input => input.dataset.draft || nameOf(input);

/** The value of a radio button, of the type it stands for. */
const typed = ({ value, dataset: { type } }) =>
  value === '' ? '' : type === 'boolean' ? value === 'true' : type === 'number' ? Number(value) : value;

/** Tells AngularJS, where it is bound, and the draft about a changed control. */
const changed = input => {
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Fills a select with what the server gave, keeping a still valid choice. `value` and `text` name a property or compute it. */
export const fill = (select, items, { value = 'key', text = 'name', empty = t('Please choose', '请选择') } = {}) => {
  const pick = (item, how) => (typeof how === 'function' ? how(item) : typeof item === 'object' ? item[how] : item);
  const before = select.value;
  // AngularJS takes the choice of an option it has not been told of for no choice at all.
  const bound = window.angular?.element(select).controller('select');
  [...select.options].forEach(option => bound?.removeOption?.(option.value));
  const options = items.map(item => new Option(say(pick(item, text)), String(pick(item, value))));
  if (empty !== false && !select.multiple) {
    options.unshift(new Option(say(empty), ''));
  }
  select.replaceChildren(...options);
  options.forEach(option => bound?.addOption?.(option.value, window.angular.element(option)));
  select.value = options.some(option => option.value === before) ? before : (options[0]?.value ?? '');
  changed(select);
};

let faults = 0;

/** Shows an error below the control of that name, or above the form when none is to be seen; the first one gets the focus. */
export const fault = (element, field, message) => {
  const input = field ? controls(element, field).find(one => !one.closest('[hidden]')) : undefined;
  const note = document.createElement('p');
  note.className = input ? 'st-fault' : 'st-trouble';
  note.id = `st-fault-${++faults}`;
  note.setAttribute('role', 'alert');
  note.textContent = input || !field ? say(message) : `${field}${t(': ', '：')}${say(message)}`;
  if (!input) {
    element.prepend(note);
    note.scrollIntoView?.({ block: 'nearest' });
    return note;
  }
  for (let fold = input.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true; // what is folded away can neither be read nor take the focus
  }
  const first = !element.querySelector('[aria-invalid="true"]');
  const place = input.closest('fieldset.st-choice') ?? input;
  place.after(note);
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-describedby', [input.dataset.describedby ?? (input.dataset.describedby = input.getAttribute('aria-describedby') ?? ''), note.id].join(' ').trim());
  if (first) {
    input.focus();
  }
  return note;
};

/** Takes all errors away. */
export const clear = element => {
  element.querySelectorAll('.st-fault, .st-trouble').forEach(note => note.remove());
  element.querySelectorAll('[aria-invalid="true"]').forEach(input => {
    input.removeAttribute('aria-invalid');
    if (input.dataset.describedby) {
      input.setAttribute('aria-describedby', input.dataset.describedby);
    } else {
      input.removeAttribute('aria-describedby');
    }
  });
};

const wrong = input => {
  const { validity } = input;
  if (validity.valueMissing) {
    return t('Please fill this in.', '此项必填。');
  }
  if (validity.patternMismatch || validity.typeMismatch) {
    return input.title || t('This is not in the expected form.', '格式不正确。');
  }
  if (validity.tooShort) {
    return t(`At least ${input.minLength} characters.`, `至少需要 ${input.minLength} 个字符。`);
  }
  if (validity.tooLong) {
    return t(`At most ${input.maxLength} characters.`, `最多 ${input.maxLength} 个字符。`);
  }
  if (validity.rangeUnderflow) {
    return t(`Not below ${input.min}.`, `不能小于 ${input.min}。`);
  }
  if (validity.rangeOverflow) {
    return t(`Not above ${input.max}.`, `不能大于 ${input.max}。`);
  }
  return validity.customError ? input.validationMessage : t('This value cannot be used.', '此值无效。');
};

// ------------------------------------------------------------------------------------------------------------ form

const KEPT = 'input:not([type=password]):not([type=file]):not([type=hidden]):not([type=button]):not([type=submit]):not([data-no-draft]), select:not([data-no-draft]), textarea:not([data-no-draft])';

class Form {
  constructor(camForm, options) {
    this.camForm = camForm;
    this.options = options;
    this.element = camForm.formElement[0];
    const user = camForm.options?.urlParams?.userId ?? '';
    this.user = user;
    this.facts = {};
    this.pending = new Set();
    this.touched = new Set();
    const name = this.element.getAttribute('name');
    this.draft = camForm.taskId ? new Draft(user, name, camForm.taskId) : Draft.begun(user, name, options.occasion);
    /** Identifies this filled-in form: sent again after a lost answer, it registers nothing twice. */
    Object.defineProperty(this, 'key', { get: () => this.draft.key });
  }

  control(field) {
    return control(this.element, field);
  }

  value(field) {
    return this.values(false)[field];
  }

  /** Sets a control as if it had been typed. */
  set(field, value) {
    const input = this.element.querySelector(`[name="${CSS.escape(field)}"]`) ?? this.control(field); // rather than the camera that fills it
    if (input.type === 'checkbox') {
      input.checked = Boolean(value);
    } else if (input.type === 'radio') {
      this.element.querySelectorAll(`[name="${CSS.escape(field)}"]`).forEach(radio => (radio.checked = radio.value === String(value)));
    } else {
      input.value = value ?? '';
    }
    changed(input);
  }

  /** What is filled in, by name; dots nest, `name[]` collects, empty is left out, numbers are numbers, `data-zone` makes a time an instant. */
  values(nested = true) {
    const values = {};
    for (const input of this.element.elements) {
      const name = nameOf(input);
      if (!name || input.disabled || ['file', 'submit', 'button', 'reset', 'fieldset'].includes(input.type)) {
        continue;
      }
      const many = name.endsWith('[]') || input.multiple;
      const field = many ? name.replace(/\[]$/, '') : name;
      let value = input.value;
      if (input.type === 'checkbox') {
        value = many ? (input.checked ? input.value : '') : input.checked;
      } else if (input.type === 'radio') {
        value = input.checked ? typed(input) : '';
      } else if (input.type === 'select-multiple') {
        value = [...input.selectedOptions].map(option => option.value);
      } else if (input.type === 'number' || input.type === 'range') {
        value = value === '' ? '' : Number(value);
      } else if (input.type === 'datetime-local' && input.dataset.zone) {
        value = instant(value, input.dataset.zone) ?? '';
      } else if (input.inputMode === 'decimal') {
        value = value.trim().replace(',', '.'); // the only sign on the keys of many telephones
      } else if (typeof value === 'string') {
        value = value.trim();
      }
      if (value === '') {
        continue;
      }
      const path = nested ? field.split('.') : [field];
      const holder = path.slice(0, -1).reduce((into, part) => (into[part] ??= {}), values);
      const last = path.at(-1);
      holder[last] = many ? [...(holder[last] ?? []), ...[value].flat()] : value;
    }
    return values;
  }

  fill(field, items, how) {
    fill(this.control(field), items, how);
    this.restored = this.restoreOne(this.control(field)) || this.restored;
  }

  /** A process variable asked for in `variables`. */
  read(name) {
    return this.camForm.variableManager.variable(name)?.value ?? undefined;
  }

  /** Tells facts that `data-if="@fact"` asks for. */
  know(facts) {
    Object.assign(this.facts, facts);
    this.reveal();
  }

  /** Shows the parts whose conditions hold; what is hidden is neither checked nor sent. */
  reveal() {
    const parts = [...this.element.querySelectorAll('[data-if]')];
    if (!parts.length) {
      return;
    }
    // what is hidden says nothing about what else is to be seen, so from the outside inwards
    for (const part of parts) {
      part.hidden = !part.dataset.if.split(',').some(terms => terms.trim().split(/\s+/).every(term => this.holds(term)));
      part.querySelectorAll('input, select, textarea, button').forEach(input => (input.disabled = Boolean(input.closest('[data-if][hidden]'))));
    }
  }

  holds(term) {
    if (term.startsWith('!')) {
      return !this.holds(term.slice(1));
    }
    if (term.startsWith('@')) {
      return Boolean(this.facts[term.slice(1)]);
    }
    const [field, values] = term.split('=');
    const value = this.value(field);
    return values === undefined ? value !== undefined && value !== false : values.split('|').includes(String(value));
  }

  /** Posts with this form's Idempotency-Key. */
  post(path, body = this.values()) {
    return post(path, body, { key: this.key });
  }

  fault(field, message) {
    return fault(this.element, field, message);
  }

  /** The form is not sent before this is over: photos on their way, for example. */
  waitFor(work) {
    this.pending.add(work);
    work.catch(() => {}).finally(() => this.pending.delete(work));
  }

  /** Shows whatever went wrong where it belongs. */
  show(problem) {
    const named = problem.faults?.length ? problem.faults : this.faultsOf(problem.message ?? '');
    named.forEach(({ field, message }) => this.fault(field, message));
    return named.length ? undefined : this.fault('', problem.message || t('This did not work. Try again.', '操作失败，请重试。'));
  }

  /** The engine passes a refusal on as one text, `field: message; field: message`, with the signs of its language. */
  faultsOf(text) {
    const parts = text.split(/(?:; |；)(?=[\w.[\]-]+(?:: |：))/).map(part => part.match(/^([\w.[\]-]+)(?:: |：)(.+)$/s));
    return parts.every(part => part && this.control(part[1])) ? parts.map(([, field, message]) => ({ field, message })) : [];
  }

  /** Lets AngularJS see what happened outside of it. Whoever has gone on to another task is not called back from it. */
  tell(callback, ...answer) {
    if (!this.element.isConnected) {
      return;
    }
    const scope = this.camForm.formElement.scope();
    if (scope) {
      scope.$evalAsync(() => callback?.(...answer));
    } else {
      callback?.(...answer);
    }
  }

  async start() {
    const { camForm, options, element } = this;
    element.noValidate = true;
    element.addEventListener('submit', event => event.preventDefault());
    translate(element);
    this.unlock();
    this.reveal();
    ['input', 'change'].forEach(event => element.addEventListener(event, () => this.reveal()));
    (options.variables ?? []).forEach(name => camForm.variableManager.variable(name) ?? camForm.variableManager.fetchVariable(name));
    const submit = camForm.submit.bind(camForm);
    camForm.submit = callback => this.submit(submit, callback);
    await new Promise(done => camForm.on('variables-applied', done));
    this.stored = options.draft === false ? null : this.draft.read();
    this.listen();
    await this.open();
  }

  /** Reads what the form needs. Where that did not work it cannot be sent, and one tap tries again. */
  open() {
    this.opening = this.attempt();
    return this.opening;
  }

  async attempt() {
    const { element, options } = this;
    element.setAttribute('aria-busy', 'true');
    try {
      await options.open?.(this);
      this.opened = true;
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        console.error(problem);
      }
      const note = this.show(problem) ?? this.fault('', t('This form could not be opened.', '表单未能打开。'));
      const again = Object.assign(document.createElement('button'), { type: 'button', className: 'st-tap', textContent: t('Try again', '重试') });
      again.addEventListener('click', () => {
        clear(element);
        this.open();
      });
      note.append(' ', again);
      return;
    } finally {
      element.removeAttribute('aria-busy');
    }
    this.restore();
    this.reveal();
    element.dataset.ready = 'true';
  }

  /** Whatever is typed or chosen goes into the draft, a moment later or when the form is left; also while it still opens. */
  listen() {
    if (this.options.draft === false) {
      return;
    }
    let waiting;
    const keep = () => {
      waiting = undefined;
      this.keep();
    };
    ['input', 'change'].forEach(event => this.element.addEventListener(event, ({ isTrusted, target }) => {
      if (isTrusted && !this.opened) {
        this.touched.add(draftName(target));
      }
      clearTimeout(waiting);
      waiting = setTimeout(keep, 300);
    }));
    this.camForm.formElement.scope()?.$on('$destroy', () => {
      if (waiting) {
        clearTimeout(waiting);
        keep();
      }
    });
  }

  /** AngularJS would keep the button disabled without a word while a bound control is invalid; we say what is missing instead. */
  unlock() {
    for (const input of this.element.elements) {
      const model = window.angular?.element(input).controller('ngModel');
      if (model) {
        model.$validators = {};
        model.$validate();
      }
    }
  }

  async submit(engineSubmit, callback) {
    const { camForm, options, element } = this;
    if (this.busy) {
      return;
    }
    this.busy = true;
    const prevented = () => this.tell(callback, new Error(PREVENTED));
    try {
      await this.opening;
      if (!this.opened) {
        prevented();
        return;
      }
      clear(element);
      element.setAttribute('aria-busy', 'true');
      await Promise.allSettled(this.pending);
      const bad = [...element.elements].filter(input => input.willValidate && !input.validity.valid && !input.closest('.st-panel')); // actions beside it are their own
      const seen = new Set();
      const fieldOf = input => nameOf(input) || input.dataset.field;
      bad.filter(input => !seen.has(fieldOf(input)) && seen.add(fieldOf(input))).forEach(input => this.fault(fieldOf(input), wrong(input)));
      for (const [field, message] of Object.entries(bad.length ? {} : ((await options.check?.(this)) ?? {}))) {
        if (message) {
          this.fault(field, message);
        }
      }
      if (element.querySelector('.st-fault, .st-trouble')) {
        prevented();
        return;
      }
      if (options.send) {
        const answer = (await options.send(this)) ?? {};
        this.done();
        this.tell(callback, null, { ...answer, id: answer.processInstance ?? answer.id ?? answer.number ?? 'none' });
        return;
      }
      // The engine's client sends fetched variables back unchanged, over what others may have written meanwhile.
      (options.variables ?? []).filter(name => !this.control(name)).forEach(name => delete camForm.variableManager.variables[name]);
      await new Promise(resolve => engineSubmit((error, result) => {
        if (!error) {
          this.done();
        } else if (!TASKLISTS.test(error.message)) {
          this.show(error);
          error = new Error(PREVENTED);
        }
        this.tell(callback, error, result);
        resolve();
      }));
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        console.error(problem);
      }
      this.show(problem instanceof Problem ? problem : new Problem(0));
      prevented();
    } finally {
      this.busy = false;
      element.removeAttribute('aria-busy');
    }
  }

  done() {
    this.finished = true;
    this.draft.drop();
  }

  keep() {
    if (this.finished) {
      return;
    }
    const values = {};
    this.element.querySelectorAll(KEPT).forEach(input => {
      const name = draftName(input);
      if (!name || !(this.opened || this.touched.has(name))) { // what is still to be restored is in the draft
        return;
      }
      if (input.type === 'checkbox' || input.type === 'radio') {
        (values[name] ??= []).push(...(input.checked ? [input.value] : []));
      } else if (input.multiple) {
        values[name] = [...input.selectedOptions].map(option => option.value);
      } else {
        values[name] = input.value;
      }
    });
    this.draft.write(values);
    this.stored = this.opened ? null : this.stored;
  }

  /** Puts back what was kept of a control; answers whether that changed it. */
  restoreOne(input, values = this.stored?.values) {
    const value = values?.[draftName(input)];
    if (value === undefined || this.touched.has(draftName(input))) { // what was typed meanwhile is newer
      return false;
    }
    const before = input.type === 'checkbox' || input.type === 'radio' ? input.checked : input.value;
    if (input.type === 'checkbox' || input.type === 'radio') {
      input.checked = value.includes(input.value);
    } else if (input.multiple) {
      [...input.options].forEach(option => (option.selected = value.includes(option.value)));
    } else if (!(input instanceof HTMLSelectElement) || [...input.options].some(option => option.value === value)) {
      input.value = value;
    }
    const different = before !== (input.type === 'checkbox' || input.type === 'radio' ? input.checked : input.value);
    if (different) {
      changed(input);
    }
    return different;
  }

  restore() {
    this.element.querySelectorAll(KEPT).forEach(input => (this.restored = this.restoreOne(input) || this.restored));
    if (!this.restored) {
      return;
    }
    const note = document.createElement('p');
    note.className = 'st-draft';
    note.setAttribute('role', 'status');
    const at = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(this.stored.at);
    note.textContent = t(`Your draft of ${at} is back. `, `已恢复 ${at} 的草稿。`);
    const discard = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-link', textContent: t('Discard it', '放弃草稿') });
    discard.addEventListener('click', () => {
      this.draft.drop();
      this.stored = null;
      this.element.reset();
      [...this.element.elements].forEach(changed);
      this.draft.drop();
      discard.remove();
      note.textContent = t('The draft is discarded.', '草稿已放弃。');
      note.tabIndex = -1;
      note.focus();
    });
    note.append(discard);
    this.element.prepend(note);
  }
}

/**
 * Makes an embedded form a form of this product. Call it once, from its `cam-script`.
 *
 * open(form): before the first use, for choices from the server; may be async, and is called again when it failed.
 * check(form): what is wrong, {field: message}, beyond required, pattern and the like; may be async.
 * send(form): what happens instead of the engine's submit; the answer's processInstance or number is told to Tasklist.
 * variables: process variables to read. draft: false keeps none. occasion: what a start form is for, where drafts differ by that;
 * opened again without one it goes on with the last.
 */
export const form = (camForm, options = {}) => {
  const made = new Form(camForm, options);
  made.start().catch(problem => made.show(problem));
  return made;
};

window.steward = Object.freeze({
  clear, day, engine, fault, fill, form, get, instant, language, lasting, local, money, post, preview, Problem, say, t, translate, upload, when
});
