/** The buttons of one viewer, each with the form it needs: JSON Schema of the input, the choices of this ticket, ready answers. */
import { difficultyWords, dispatchable } from '@liudan/shared/dispatch/difficulty';
import type { District } from '@liudan/shared/district/schema';
import type { Actor, Duty } from '@liudan/shared/identity/roles';
import { departments } from '@liudan/shared/org/tree';
import { nextActions } from '@liudan/shared/ticket/advance';
import type { NextAction } from '@liudan/shared/ticket/contract';
import type { Ticket, Whole } from '@liudan/shared/ticket/facts';
import { isAssignable } from '@liudan/shared/ticket/guards';
import { INPUTS, inputSchemaOf } from '@liudan/shared/ticket/inputs';
import { actsFor, isHimself } from '@liudan/shared/ticket/relation';
import type { ActionId, Row } from '@liudan/shared/ticket/row';
import { openAssisting } from '@liudan/shared/ticket/situation';
import { speech } from '@liudan/shared/wording';
import { inWords, type Schema, withBeginnings, withTriage } from './form-schema.ts';

type Option = NextAction['options'][string][number];

/** A form never changes while the server runs, so each is made once. */
const SCHEMAS = Object.fromEntries(
  (Object.keys(INPUTS) as ActionId[]).map((action) => [action, inputSchemaOf(action)]),
) as Record<ActionId, Schema>;

/** Every button of the viewer, in the order of the journey. */
export function formsFor(whole: Whole, actor: Actor, now: number, district: District): NextAction[] {
  const own = isHimself(actor, whole.ticket.reporterId);
  const units = actor.duties.map(({ org }) => actsFor(org, district));
  return nextActions(whole, actor, now, district).map((row) => formOf(row, whole, { own, units, now, district }));
}

interface Viewing {
  own: boolean;
  /** The organisations the viewer acts for. */
  units: readonly string[];
  now: number;
  district: District;
}

function formOf(row: Row, whole: Whole, { own, units, now, district }: Viewing): NextAction {
  const schema = row.action === 'rate' ? ratingForm(own) : SCHEMAS[row.action];
  const triaged = withBeginnings(withTriage(row, schema, whole.ticket), whole.ticket, now, district);
  const input = inWords(withPhotos(row, triaged, whole.ticket, district), district);
  const say = speech(district);
  const options: Record<string, Option[]> = {};
  const templates: Record<string, string[]> = {};
  for (const [name, property] of Object.entries(input.properties ?? {})) {
    if (typeof property.optionsFrom === 'string')
      options[name] = optionsFrom(property.optionsFrom, whole, units, district);
    const ready = readyTexts(row, name, property, whole.ticket, district);
    if (ready.length > 0) templates[name] = ready;
  }
  return {
    action: row.action,
    label: say(row.label),
    hint: say(row.hint),
    primary: row.primary.includes(whole.ticket.state),
    danger: row.danger,
    input,
    options,
    templates,
  };
}

/** As many photos as the district takes, and at least one where the category asks for the result to be shown. */
function withPhotos(row: Row, form: Schema, { category }: Ticket, district: District): Schema {
  const { photos } = form.properties ?? {};
  if (!photos) return form;
  const asked = row.checks.includes('after_photo') && district.categories.get(category ?? '')?.afterPhoto === true;
  const held = { ...photos, maxItems: district.settings.photos.perAct, ...(asked ? { minItems: 1 } : {}) };
  return {
    ...form,
    properties: { ...form.properties, photos: held },
    required: [...(form.required ?? []), ...(asked ? ['photos'] : [])],
  };
}

/** Whoever scores for himself needs no evidence of a contact; whoever asks for the score has to give it. */
function ratingForm(own: boolean): Schema {
  const { contact, ...rest } = SCHEMAS.rate.properties ?? {};
  if (own) return { ...SCHEMAS.rate, properties: rest };
  return {
    ...SCHEMAS.rate,
    properties: { ...(contact ? { contact } : {}), ...rest },
    required: [...(SCHEMAS.rate.required ?? []), 'contact'],
  };
}

function optionsFrom(
  source: string,
  { ticket, ...whole }: Whole,
  units: readonly string[],
  district: District,
): Option[] {
  const name = (orgId: string) => district.orgs.get(orgId)?.name ?? orgId;
  switch (source) {
    case 'categories':
      return district.roots.flatMap((root) =>
        root.leaves.map(({ id, name: label }) => ({ value: id, label, group: root.name })),
      );
    case 'departments':
      return competentFirst(
        departments(district).map(({ id, name: label }) => ({ value: id, label })),
        ticket,
        district,
      );
    case 'others':
      return departments(district)
        .filter((org) => !units.includes(org.id))
        .map(({ id, name: label }) => ({ value: id, label }));
    case 'assisting':
      return openAssisting({ ticket, ...whole }).map((part) => ({ value: part.orgId, label: name(part.orgId) }));
    case 'partsAtWork':
      return whole.parts
        .filter((part) => part.state === 'accepted')
        .map((part) => ({ value: part.orgId, label: name(part.orgId) }));
    case 'staff':
      return people(district, (duty) => isAssignable(duty, ticket, district));
    case 'leaders':
      return people(district, ({ org, role }) => role === 'street_leader' && org === ticket.streetId);
    case 'streetPeople':
      return people(district, ({ org }) => actsFor(org, district) === ticket.streetId);
    case 'unreasonableReasons':
      return district.templates.unreasonableReasons.map((reason) => ({ value: reason, label: reason }));
    case 'difficulties':
      return dispatchable(district).map(({ id }) => ({ value: id, label: difficultyWords(district, id) }));
    case 'scale':
      return district.scale.map(({ id, name: label, face }) => ({ value: id, label, face }));
    case 'ratingTags':
      return district.scale.flatMap(({ id, tags }) => tags.map((tag) => ({ value: tag, label: tag, group: id })));
    default:
      throw new RangeError(`no choices are known by the name ${source}`);
  }
}

/** The department the catalogue names stands on top. */
function competentFirst(options: Option[], ticket: Ticket, district: District): Option[] {
  const competent = district.categories.get(ticket.category ?? '')?.department;
  return [...options.filter((one) => one.value === competent), ...options.filter((one) => one.value !== competent)];
}

function people(district: District, fits: (duty: Duty) => boolean): Option[] {
  return district.people.flatMap((person) => {
    const duty = person.roles.find(fits);
    return duty ? [{ value: person.key, label: `${person.name}（${district.wording.roles[duty.role]}）` }] : [];
  });
}

function readyTexts(
  row: Row,
  field: string,
  property: Record<string, unknown>,
  ticket: Ticket,
  district: District,
): string[] {
  const { answers, returnReasons, withdrawReasons } = district.templates;
  if (property.suggestFrom === 'return') return [...returnReasons];
  if (property.suggestFrom === 'withdraw') return [...withdrawReasons];
  if (property.suggestFrom === 'legalRoute')
    return [...district.categories.values()].flatMap(({ id, legalRoute }) =>
      legalRoute && (ticket.category === null || ticket.category === id) ? [legalRoute] : [],
    );
  const ready = field === row.says.text ? answers[row.action] : undefined;
  if (!ready) return [];
  const category = district.categories.get(ticket.category ?? '');
  return [
    ...(category ? [...(ready.byCategory[category.id] ?? []), ...(ready.byCategory[category.rootId] ?? [])] : []),
    ...ready.any,
  ];
}
