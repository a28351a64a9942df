// What has been typed and not sent yet: on this device, for this user, for a day; never passwords and files.
import { token } from './keys.js';

const DAY = 24 * 60 * 60 * 1000;
const DRAFT = 'steward.draft.';
const BEGUN = 'steward.begun.';

let left = false;

const drop = (storage, which) => Object.keys(storage).filter(which).forEach(name => storage.removeItem(name));

const expired = name => {
  try {
    return !(Date.now() - JSON.parse(localStorage.getItem(name)).at < DAY);
  } catch {
    return true; // unreadable
  }
};

/** Storage may be full or switched off: forms work without a draft. */
const where = attempt => {
  try {
    return attempt();
  } catch {
    return null;
  }
};

export class Draft {
  constructor(user, form, of) {
    this.name = `${DRAFT}${user}.${form}.${of}`;
    this.key = token();
    this.values = {};
  }

  /**
   * The draft of a start form: of what it is opened for, else of what it was opened for last in this tab and has been neither
   * sent nor discarded.
   */
  static begun(user, form, occasion) {
    const begun = `${BEGUN}${user}.${form}`;
    const draft = of => new Draft(user, form, `start${of ?? ''}`);
    return where(() => {
      const all = JSON.parse(sessionStorage.getItem(begun) ?? '[]');
      if (occasion !== undefined) {
        sessionStorage.setItem(begun, JSON.stringify([occasion, ...all.filter(other => other !== occasion)]));
        return draft(occasion);
      }
      return all.map(draft).find(({ name }) => localStorage.getItem(name));
    }) ?? draft(occasion);
  }

  static purge() {
    where(() => drop(localStorage, name => name.startsWith(DRAFT) && expired(name)));
  }

  /** Somebody is here, and what they type is kept. */
  static arrive() {
    left = false;
  }

  /** Everything of somebody who has logged out; nothing of theirs is written any more. */
  static forget(user) {
    left = true;
    where(() => drop(localStorage, name => name.startsWith(`${DRAFT}${user}.`)));
    where(() => drop(sessionStorage, name => name.startsWith(`${BEGUN}${user}.`)));
  }

  read() {
    Draft.purge();
    const stored = where(() => JSON.parse(localStorage.getItem(this.name)));
    this.key = stored?.key ?? this.key;
    this.values = { ...stored?.values };
    return stored;
  }

  /** Keeps values; those of controls that are not in the page at the moment stay. */
  write(values) {
    Object.assign(this.values, values);
    if (!left) {
      where(() => localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), key: this.key, values: this.values })));
    }
  }

  /** Some of it has been sent or discarded. */
  without(...names) {
    names.forEach(name => delete this.values[name]);
    this.write({});
  }

  /** The same words again, as another request. */
  renew() {
    this.key = token();
    this.write({});
  }

  drop() {
    where(() => localStorage.removeItem(this.name));
    this.key = token();
    this.values = {};
  }
}
