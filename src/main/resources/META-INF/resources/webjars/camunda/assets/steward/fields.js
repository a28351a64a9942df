// Larger controls of forms: replies of the handbook, appointments, photos, signature, materials, people and providers.
import { day, get, instant, local, money, photoAddress, preview, Problem, say, t, upload, when } from './form.js';
import { code, codes } from './codes.js';
import { button, el, field } from './elements.js';
import { home, homes, prices } from './estate.js';
import { turn } from './turns.js';

const typedIn = input => ['input', 'change'].forEach(event => input.dispatchEvent(new Event(event, { bubbles: true })));

/** The catalogue by its groups; keeps a choice that is there. */
export const fillCategories = (select, { groups }) => {
  const before = select.value;
  select.replaceChildren(new Option(t('Please choose', '请选择'), ''), ...groups.map(group => {
    const part = el('optgroup', { label: say(group.name) });
    part.append(...group.categories.map(category => new Option(say(category.name), category.key)));
    return part;
  }));
  select.value = before;
};

/** Radio buttons as tiles in a fieldset; `items` as of codes(). */
export const tiles = (form, name, items, { type, required, chosen } = {}) => {
  const set = form.element.querySelector(`[data-tiles="${name}"]`);
  set.querySelectorAll('label').forEach(label => label.remove());
  set.append(...items.map(item => el('label', { 'data-if': item.if },
    el('input', { type: 'radio', name, value: item.key, 'data-type': type, required, checked: item.key === chosen }),
    el('span', {}, el('span', {}, say(item.name)), item.hint && el('small', {}, item.hint)))));
  set.querySelectorAll('input').forEach(input => form.restoreOne(input));
  form.reveal();
};

/** Whether a tile was chosen by hand, which the draft knows, too: what is only proposed gives way to another proposal. */
export const byHand = (form, name) => {
  const set = form.element.querySelector(`[data-tiles="${name}"]`);
  const mark = set.querySelector('[data-draft]') ?? el('input', { hidden: true, 'data-draft': `${name}.byHand` });
  set.append(mark);
  form.restoreOne(mark);
  set.addEventListener('change', event => {
    if (event.isTrusted) {
      mark.value = 'true';
    }
  });
  return () => mark.value === 'true';
};

const BLANK = /\[[^\]]+\]/g;

/** Blanks of the replies that were offered above a text area, which nobody is told unfilled. */
const blanks = new WeakMap();

const watchBlanks = (area, found) => {
  if (!blanks.has(area)) {
    blanks.set(area, new Set());
    ['input', 'change'].forEach(event => area.addEventListener(event, () => judge(area)));
  }
  found.forEach(blank => blanks.get(area).add(blank));
  judge(area);
};

const judge = area => {
  const left = [...new Set(area.value.match(BLANK))].filter(blank => blanks.get(area).has(blank));
  area.setCustomValidity(left.length ? t(`Fill in first: ${left.join(', ')}`, `请先填写：${left.join('、')}`) : '');
};

/** Unified replies above a text area: one tap puts the answer in and tells when it fits. Without the handbook it is typed. */
export const replies = async (area, { category, language }) => {
  const late = turn(area);
  const { items } = await get('handbook', { category, language }).catch(() => ({ items: [] }));
  if (late()) {
    return;
  }
  area.parentElement.querySelector('.st-replies')?.remove();
  if (!items.length) {
    return;
  }
  const hint = el('p', { class: 'st-hint', role: 'status' });
  area.before(el('div', { class: 'st-replies', role: 'group', 'aria-label': t('Unified replies', '统一答复') }, items.map(reply =>
    button(reply.question, () => {
      const at = area.value.trim();
      area.value = at ? `${at}\n${reply.answer}` : reply.answer;
      hint.textContent = reply.when;
      typedIn(area);
      area.focus();
    }, 'st-chip')), hint));
  watchBlanks(area, items.flatMap(({ answer }) => answer.match(BLANK) ?? []));
};

/**
 * An appointment into `<div data-slot="appointment">`: fields appointmentFrom and appointmentTo, and the next two days at a
 * tap. The day is the server's.
 */
export const slot = async (form, prefix, { site, zone, required, from, to }) => {
  const box = form.element.querySelector(`[data-slot="${prefix}"]`);
  const start = el('input', { type: 'datetime-local', name: `${prefix}From`, 'data-zone': zone, required, value: local(from, zone) });
  const end = el('input', { type: 'datetime-local', name: `${prefix}To`, 'data-zone': zone, required, value: local(to, zone) });
  const set = (one, other) => {
    start.value = one;
    end.value = other;
    typedIn(start);
    typedIn(end);
  };
  start.addEventListener('change', () => {
    if (start.value && (!end.value || end.value <= start.value)) {
      end.value = shift(start.value, 120);
      typedIn(end);
    }
  });
  const today = (await get(`sites/${encodeURIComponent(site)}/roster`, {}).catch(() => ({}))).from;
  const offers = [];
  for (const ahead of today ? [0, 1, 2] : []) {
    const date = shift(`${today}T00:00`, ahead * 1440).slice(0, 10);
    for (const [begin, finish] of [['09:00', '11:00'], ['14:00', '16:00'], ['18:00', '20:00']]) {
      // today only what lies ahead by the reader's clock too; the server has the last word
      if (ahead > 0 ? begin !== '18:00' : local(new Date().toISOString(), zone) < `${date}T${begin}` && today === local(new Date().toISOString(), zone).slice(0, 10)) {
        const name = [t('Today', '今天'), t('Tomorrow', '明天'), when(instant(`${date}T12:00`, zone), zone, 'date')][ahead];
        offers.push(button(`${ahead === 2 ? name.replace(/\s*\d{4}年?\s*/, '') : name} ${Number(begin.slice(0, 2))}–${Number(finish.slice(0, 2))}`,
          () => set(`${date}T${begin}`, `${date}T${finish}`), 'st-chip'));
      }
    }
  }
  box.replaceChildren(
    el('div', { class: 'st-replies', role: 'group', 'aria-label': t('Usual times', '常用时段') }, offers),
    el('div', { class: 'st-pair' }, field(t('From', '开始'), start), field(t('To', '结束'), end)));
  form.reveal();
};

const shift = (wall, minutes) => new Date(Date.parse(`${wall}Z`) + minutes * 60_000).toISOString().slice(0, 16);

/** The homes of a building into a choice of doors, once it is known. */
export const doors = async (form, field, site, building, fits = () => true) => {
  const late = turn(form.control(field));
  const found = building ? await homes(site, building) : [];
  if (!late()) {
    form.fill(field, found.filter(fits), { text: 'key', empty: building ? t('Please choose', '请选择') : t('First the building', '请先选择楼栋') });
  }
};

/** What is made JPEG before it is sent, or is. Asked for these, a telephone gives its own pictures (HEIC) as JPEG. */
const GALLERY = 'image/jpeg,image/png,image/webp';

const thumb = (number, id) => el('div', { class: 'st-sent', 'data-photo': id },
  el('img', { class: 'st-photo', src: photoAddress(number, id), alt: t('sent already', '已上传') }));

const notSent = trouble => (trouble instanceof Problem && trouble.status !== 0 ? trouble.message
  : t('Not sent: no connection. It is sent before you leave this form, or lost.', '未发送：网络已断开。离开本表单前须发送成功，否则照片会丢失。'));

/**
 * Photos into `<div data-photos="BEFORE">`, sent as soon as they are taken, so that a lost form loses no photo; those that
 * have been sent for this visit are shown again. `into` names a field that gets the id of the last one.
 */
export const photos = async (form, stage, number, { label, into } = {}) => {
  const box = form.element.querySelector(`[data-photos="${stage}"]`);
  const shown = el('div', { class: 'st-photos' });
  const unsent = new Map(); // what shows a photo → what sends it again
  const judge = () => box.querySelector('input[capture]').setCustomValidity(unsent.size
    ? t('A photo has not been sent yet: send it again or take it off.', '有照片尚未发送，请重新发送或移除。') : '');
  const send = async (file, one) => {
    unsent.delete(one);
    one.className = 'st-sending';
    await preview({ files: [file] }, one);
    try {
      const photo = await upload(`tickets/${number}/photos`, file, { stage });
      one.className = 'st-sent';
      one.dataset.photo = photo.id;
      if (into) {
        form.set(into, photo.id);
      }
    } catch (trouble) {
      const again = () => form.waitFor(send(file, one));
      unsent.set(one, again);
      one.className = 'st-unsent';
      one.append(el('p', { role: 'alert' }, notSent(trouble)), button(t('Send again', '重新发送'), again), button(t('Take it off', '移除'), () => {
        unsent.delete(one);
        one.remove();
        judge();
      }));
    }
    judge();
  };
  const sendAll = async files => {
    for (const file of files) {
      const one = el('div', {});
      shown.append(one);
      await send(file, one);
    }
  };
  const connected = () => [...unsent.values()].forEach(again => again());
  window.addEventListener('online', connected);
  form.camForm.formElement.scope()?.$on('$destroy', () => window.removeEventListener('online', connected));
  const take = camera => {
    const input = el('input', { type: 'file', accept: camera ? 'image/*' : GALLERY, class: 'st-file', capture: camera && 'environment', multiple: !camera && !into, 'data-field': camera ? into ?? `photos${stage[0]}${stage.slice(1).toLowerCase()}` : undefined });
    input.addEventListener('change', () => {
      const files = [...input.files];
      input.value = ''; // the next ones may be chosen while these are on their way
      form.waitFor(sendAll(files));
    });
    return el('label', { class: camera ? 'st-tap st-camera' : 'st-tap st-camera st-gallery' }, input, camera ? label : t('From the gallery', '从相册选择'));
  };
  box.replaceChildren(take(true), take(false), shown);
  const again = id => id && !shown.querySelector(`[data-photo="${CSS.escape(id)}"]`) && shown.append(thumb(number, id));
  if (into) {
    const field = form.element.querySelector(`[name="${into}"]`);
    field.addEventListener('change', () => again(field.value)); // of the draft
    return;
  }
  const { items } = await (form.photosSent ??= get(`tickets/${number}/photos`).catch(() => ({ items: [] })));
  const since = Date.parse(form.order?.openedAt ?? 0);
  items.filter(photo => photo.stage === stage && !photo.used && Date.parse(photo.at) >= since).forEach(({ id }) => again(id));
};

/** A signature with finger, pen or mouse into `<div data-signature>`; `form.signed()` gives the picture's id, once sent. */
export const signature = (form, number) => {
  const box = form.element.querySelector('[data-signature]');
  const canvas = el('canvas', { width: 600, height: 200, class: 'st-sign', 'aria-label': t('Sign here', '请在此签名') });
  const pen = canvas.getContext('2d');
  const kept = el('input', { hidden: true, 'data-draft': 'drawing' }); // the picture, in the draft like everything that is typed
  let drawn = ''; // what is on the canvas
  let drawing = false;
  let sent;
  const at = event => {
    const frame = canvas.getBoundingClientRect();
    return [(event.clientX - frame.left) * canvas.width / frame.width, (event.clientY - frame.top) * canvas.height / frame.height];
  };
  const becomes = picture => {
    drawn = picture;
    sent = undefined;
  };
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    Object.assign(pen, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1c2528' });
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener('pointermove', event => {
    if (event.buttons || event.pointerType === 'touch') {
      pen.lineTo(...at(event));
      pen.stroke();
      drawing = true;
    }
  });
  ['pointerup', 'pointercancel'].forEach(end => canvas.addEventListener(end, () => {
    if (drawing) {
      drawing = false;
      kept.value = canvas.toDataURL();
      becomes(kept.value);
      typedIn(kept);
    }
  }));
  kept.addEventListener('change', () => { // cleared, or out of the draft
    if (kept.value !== drawn) {
      becomes(kept.value);
      pen.clearRect(0, 0, canvas.width, canvas.height);
      const picture = new Image();
      picture.onload = () => pen.drawImage(picture, 0, 0);
      picture.src = kept.value;
    }
  });
  box.replaceChildren(canvas, kept, button(t('Clear', '清除'), () => {
    kept.value = '';
    typedIn(kept);
  }));
  form.signed = async () => {
    if (!drawn || canvas.closest('[hidden]')) {
      return undefined;
    }
    if (!sent) {
      const png = Uint8Array.from(atob(drawn.split(',')[1]), sign => sign.charCodeAt(0));
      sent = (await upload(`tickets/${number}/photos`, new File([png], 'signature.png', { type: 'image/png' }), { stage: 'EVIDENCE' })).id;
    }
    return sent;
  };
};

/** Items of the price list beside the text area of that name: chosen with a tap, a line each, and summed up. */
export const materials = async (form, name, { site, category, charge }) => {
  const area = form.control(name);
  const list = await prices(site).catch(() => []); // items can be typed, too
  const fitting = list.filter(price => price.category === category);
  const order = [...fitting, ...list.filter(price => !fitting.includes(price))];
  const select = el('select', { 'aria-label': t('Item of the price list', '价目表项目') },
    el('option', { value: '' }, t('Add an item of the price list', '添加价目表项目')),
    order.map(price => el('option', { value: price.item }, `${say(price.name)} · ${money(price.amount, price.currency)}`)));
  const sum = el('p', { class: 'st-hint', role: 'status' });
  const lines = () => area.value.split('\n').map(line => line.trim()).filter(Boolean);
  const read = line => /^([A-Za-z0-9][A-Za-z0-9-]*)(?:\s*[x×*:]\s*(\d+(?:\.\d+)?))?$/.exec(line);
  let filled = '';
  const count = () => {
    const total = lines().map(read).filter(Boolean)
      .reduce((all, [, item, times]) => all + Number(list.find(price => price.item === item)?.amount ?? 0) * Number(times ?? 1), 0);
    sum.textContent = total ? t(`By the price list: ${money(total, list[0].currency)}`, `按价目表合计：${money(total, list[0].currency)}`) : '';
    const asked = charge && form.control(charge);
    if (asked && (asked.value === '' || asked.value === filled)) {
      filled = total ? total.toFixed(2) : '';
      if (asked.value !== filled && !asked.disabled) {
        form.set(charge, filled);
      }
    }
  };
  select.addEventListener('change', () => {
    if (select.value) {
      const all = lines();
      const at = all.findIndex(line => read(line)?.[1] === select.value);
      const times = at < 0 ? 1 : Number(read(all[at])[2] ?? 1) + 1;
      all.splice(at < 0 ? all.length : at, at < 0 ? 0 : 1, times > 1 ? `${select.value} x ${times}` : select.value);
      area.value = all.join('\n');
      select.value = '';
      typedIn(area);
    }
  });
  area.addEventListener('input', count);
  area.before(select);
  area.after(sum);
  count();
};

/** Who does the work, with what the warranty says about it. */
export const providers = async (form, name, { site, home: door, category }) => {
  const late = turn(form.element.querySelector(`[data-tiles="${name}"]`));
  const held = door ? (await home(site, door)).warranties.find(warranty => warranty.running && warranty.category === category) : undefined;
  if (late()) {
    return;
  }
  form.element.querySelector('[data-warranty]')?.replaceChildren(...(held
    ? [el('p', { class: 'st-note' }, t(
      `Under warranty until ${day(held.until)}: ${held.item}, ${code('provider', held.provider)}${held.company ? ` (${held.company})` : ''}.`,
      `保修期至${day(held.until)}：${held.item}，由${code('provider', held.provider)}${held.company ? `（${held.company}）` : ''}负责。`))]
    : []));
  tiles(form, name, codes('provider'), { chosen: held ? held.provider : 'OWN' });
};

/** Whoever is called: a link to dial. */
export const dial = (phone, name) => phone && el('a', { class: 'st-tap st-call', href: `tel:${phone.replace(/[^+\d]/g, '')}` }, `${name ? `${name} · ` : ''}${phone}`);

