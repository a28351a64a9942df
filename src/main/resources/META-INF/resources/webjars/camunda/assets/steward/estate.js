// What forms look up again and again: sites, catalogue, staff, homes. Asked for once a minute at most.
import { get, say, t } from './form.js';
import { code } from './codes.js';

const MINUTE = 60_000;
const kept = new Map();

const once = (path, params) => {
  const name = JSON.stringify([path, params]);
  const known = kept.get(name);
  if (known && Date.now() - known.at < MINUTE) {
    return known.answer;
  }
  const answer = get(path, params);
  kept.set(name, { at: Date.now(), answer });
  answer.catch(() => kept.delete(name));
  return answer;
};

// whoever logs in next may read something else
window.angular?.module('cam.tasklist.custom').run(['$rootScope', $rootScope => $rootScope.$on('authentication.changed', () => kept.clear())]);

const key = encodeURIComponent;

export const sites = async () => (await once('sites')).items;
export const site = async name => (await sites()).find(known => known.key === name);
export const catalogue = () => once('catalogue');
export const staff = async of => (await once(`sites/${key(of)}/staff`)).items;
export const buildings = async of => (await once(`sites/${key(of)}/buildings`)).items;
export const places = async of => (await once(`sites/${key(of)}/places`)).items;
export const homes = async (of, building) => (await once(`sites/${key(of)}/homes`, { building })).items;
export const home = (of, door) => once(`sites/${key(of)}/homes/${key(door)}`);
export const prices = async of => (await once(`sites/${key(of)}/price-list`)).items;

export const categories = async () => (await catalogue()).groups.flatMap(group => group.categories);
export const category = async name => (await categories()).find(known => known.key === name);

/** A colleague's name for a reader, the account where the site has no card of them. */
export const nameOf = (people, user) => say(people.find(person => person.user === user)?.name ?? user ?? '');

/** `Yu Shen · Housekeeper`, for choices. */
export const withRole = person => `${say(person.name)} · ${code('role', person.role)}`;

/** Where a ticket is, in words. */
export const where = async ticket => {
  const estate = await site(ticket.site);
  if (ticket.home) {
    return [t(`Home ${ticket.home}`, `${ticket.home} 室`), say(estate?.name)].filter(Boolean).join(' · ');
  }
  const place = (await places(ticket.site)).find(known => known.key === ticket.place);
  return [say(place?.name ?? ticket.place), say(estate?.name)].filter(Boolean).join(' · ');
};

export const isOver = ({ status }) => ['CLOSED', 'WITHDRAWN', 'REJECTED', 'DUPLICATE'].includes(status);

/** The tickets of a home or place that are not over, the most urgent first. */
export const openTickets = async (of, at) => {
  const { items } = await get('tickets', at.home ? { site: of, home: at.home, limit: 100 } : { site: of, place: at.place, limit: 200 });
  return items.filter(ticket => !isOver(ticket));
};
