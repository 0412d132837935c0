// How a report comes in: by the resident himself, or written down by staff for somebody who came, called or was visited; now and then
// a second one about what somebody else reported already.
import { STAFF_CHANNELS, submitOnBehalf, submitTicket } from '@liudan/shared/ticket/reporting/contract';

const ON_BEHALF = 0.16;
const AGAIN = 0.02;
const REMEMBERED = 40;
/** Somebody of whom there is but a name: he is called, and uses no phone of his own. */
const CALLED = { kind: 'called', rates: 0, answers: 0.7, strict: 0.9 };

export class Reports {
  /** What was reported lately in a community, for somebody to report it again. */
  lately = new Map();

  constructor({ house, district, town, matters, photos, dice, key }) {
    Object.assign(this, { house, district, town, matters, photos, dice, key });
  }

  /** Takes in the next one. Gives its id, and what the simulation alone knows of it. */
  async next() {
    const { dice, town } = this;
    const now = this.house.clock.now();
    const { resident, grid } = town.reporter(dice);
    const before = this.lately.get(grid.communityId) ?? [];
    const twin = before.length > 0 && dice.chance(AGAIN) ? dice.pick(before) : null;
    const matter = twin
      ? { ...twin.matter, text: `${twin.matter.text}前几天也有人反映过。` }
      : this.matters.next(now, dice);
    const place = { ...pinIn(grid, dice), grid: grid.id, address: matter.address };
    const writer = dice.chance(ON_BEHALF) ? this.writerAt(grid, now) : undefined;
    const { id, number, who } = writer
      ? await this.onBehalf(writer, matter, place)
      : { ...(await this.byHimself(resident, matter, place)), who: resident };
    this.lately.set(grid.communityId, [...before, { matter, number, id }].slice(-REMEMBERED));
    const fresh = { stage: 0, planned: 0, asked: 0, records: 0, late: false, refused: 0, forgotten: null };
    return { id, mind: { ...fresh, matter, resident: who, twin } };
  }

  writerAt(grid, now) {
    const { town, dice } = this;
    return dice.chance(0.3)
      ? town.someoneAt(grid.id, ['grid_worker'], now, dice)
      : town.someoneAt(grid.communityId, ['community_staff'], now, dice);
  }

  async photosOf(ownerId, { photos, leaf }) {
    const ids = [];
    while (ids.length < Math.min(photos, this.district.settings.photos.perReport))
      ids.push(await this.photos.take(ownerId, leaf, false));
    return ids;
  }

  async byHimself({ viewer }, matter, place) {
    const { dice, district } = this;
    const report = submitTicket.parse({
      text: matter.text,
      place,
      photos: await this.photosOf(viewer.personId, matter),
      hideName: dice.chance(0.04),
      consent: district.settings.privacy.version,
      ...(dice.chance(0.3) ? { category: matter.leaf.id } : {}),
    });
    return this.house.actions.submit(viewer, report, this.key());
  }

  async onBehalf({ viewer }, matter, place) {
    const { dice } = this;
    const channel = dice.pick(STAFF_CHANNELS);
    const report = submitOnBehalf.parse({
      text: matter.text,
      place,
      channel,
      photos: await this.photosOf(viewer.personId, matter),
      informed: true,
      ...(channel === 'inspection' ? {} : { reporter: { name: this.town.nameOf(dice) } }),
    });
    const { id, number } = await this.house.actions.submitFor(viewer, report, this.key());
    const personId = this.house.pages.ticketOf(id).reporterId;
    return {
      id,
      number,
      who: { habit: CALLED, viewer: { personId, kind: 'resident', duties: [], sessionId: 'simulation' } },
    };
  }
}

/** A point in the middle of a grid's outline, and a little beside it. */
function pinIn({ polygon }, dice) {
  if (!polygon || dice.chance(0.25)) return {};
  const corners = polygon.slice(1);
  const mean = (axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  const near = (middle) => Number((middle + (dice.next() - 0.5) * 0.002).toFixed(6));
  return { lng: near(mean(0)), lat: near(mean(1)), accuracyMetres: 5 + dice.below(40) };
}
