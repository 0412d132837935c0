import type { Named } from '@liudan/shared/contract';
import { HOUR, MINUTE } from '@liudan/shared/deadline/calendar';
import { ruleInWords } from '@liudan/shared/deadline/clock';
import type { DistrictView } from '@liudan/shared/district/contract';
import type { District } from '@liudan/shared/district/schema';
import type { NoticeKind } from '@liudan/shared/notify/contract';
import type { Org } from '@liudan/shared/org/tier';
import { childrenOf, orgsOfTier } from '@liudan/shared/org/tree';
import { mappingWords } from '@liudan/shared/rating/scale';

const named = ({ id, name }: Org): Named => ({ id, name });

/** `17:30`, from milliseconds after midnight. */
const timeWords = (time: number): string =>
  [Math.floor(time / HOUR), Math.floor((time % HOUR) / MINUTE)].map((part) => String(part).padStart(2, '0')).join(':');

/** What anybody may know of the district. `demo` is whether this server lets demo people in. */
export function districtView(district: District, demo: boolean): DistrictView {
  const { settings, templates } = district;
  const templateIds = (kinds: readonly NoticeKind[]) =>
    kinds.flatMap((kind) => templates.notices[kind].wechat?.templateId ?? []);
  const under = (id: string, tier: Org['tier']) => childrenOf(district, id).filter((org) => org.tier === tier);
  return {
    code: district.code,
    name: district.name,
    notice: settings.notice,
    demo: demo && settings.demo,
    phone: settings.phone,
    centre: [settings.centre[0], settings.centre[1]],
    privacy: { version: settings.privacy.version, text: settings.privacy.text },
    accusationNotice: settings.accusationNotice,
    streets: orgsOfTier(district, 'street').map((street) => ({
      ...named(street),
      communities: under(street.id, 'community').map((community) => ({
        ...named(community),
        grids: under(community.id, 'grid').map(named),
        groups: district.groups
          .filter((group) => group.community === community.id)
          .map(({ id, name }) => ({ id, name })),
      })),
    })),
    categories: district.roots.map(({ id, name, leaves }) => ({
      id,
      name,
      leaves: leaves.map((leaf) => ({ id: leaf.id, name: leaf.name, examples: leaf.examples || null })),
    })),
    limits: {
      photosPerReport: settings.photos.perReport,
      photoBytes: settings.photos.maxBytes,
      words: settings.words,
    },
    closesAt: timeWords(district.calendar.close),
    tags: { withdraw: [...templates.withdrawReasons] },
    scale: district.scale.map((grade) => ({ ...grade, tags: [...grade.tags] })),
    scaleWords: mappingWords(district.scale),
    difficulties: district.difficulties.map(({ id, name, mode, rule, examples }) => ({
      id,
      name,
      mode: mode?.name ?? null,
      rule: ruleInWords(rule),
      examples,
    })),
    wording: district.wording,
    views: settings.views,
    subscribe: {
      resident: templateIds(settings.subscribe.resident),
      staff: templateIds(settings.subscribe.staff),
    },
  };
}
