import type { ComponentSpace, GeneralComponent } from 'glass-easel';
import { hostHooks } from '../hooks.ts';
import { button } from './button.ts';
import { checkbox, checkboxGroup, radio, radioGroup } from './choices.ts';
import { input, textarea } from './fields.ts';
import { label } from './form.ts';
import { image } from './image.ts';
import { adopt, amount, type BuiltIn, builtInOf, type Kind, text } from './kind.ts';
import { coverView, map } from './map.ts';
import { picker } from './picker.ts';
import { richText } from './rich-text.ts';
import { scrollView } from './scroll-view.ts';
import { swiper } from './swiper.ts';
import { switchKind } from './switch.ts';

declare const BUILT_IN_TAGS: string[];

const navigator: Kind = {
  attached(self) {
    self.onTap(() => {
      const { url, openType, delta } = self.data;
      const kind = text(openType) || 'navigate';
      const name = kind === 'navigate' ? 'navigateTo' : kind === 'redirect' ? 'redirectTo' : kind;
      if (url || name === 'navigateBack') void hostHooks.ask(name, { url, delta: amount(delta, 1) });
    });
  },
};

const progress: Kind = {
  attached: ({ element }) => element.appendChild(Object.assign(document.createElement('div'), { className: 'bar' })),
  update({ element, data }) {
    const bar = element.querySelector<HTMLElement>(':scope > .bar');
    if (bar) bar.style.width = `${amount(data.percent, 0)}%`;
    element.setAttribute('role', 'progressbar');
    element.setAttribute('aria-valuenow', text(data.percent));
  },
};

const KINDS: Record<string, Kind> = {
  button,
  checkbox,
  'checkbox-group': checkboxGroup,
  'cover-image': image,
  'cover-view': coverView,
  image,
  input,
  label,
  map,
  navigator,
  picker,
  progress,
  radio,
  'radio-group': radioGroup,
  'rich-text': richText,
  'scroll-view': scrollView,
  swiper,
  switch: switchKind,
  textarea,
};

/** aria-label, aria-role, aria-hidden … as WeChat puts them on the element for the screen reader. */
function showAria({ element, data }: BuiltIn, names: string[]): void {
  for (const name of names) {
    const attribute = name === 'ariaRole' ? 'role' : name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    const value = data[name];
    if (value !== undefined && value !== null && value !== '') element.setAttribute(attribute, String(value));
    else if (attribute !== 'role') element.removeAttribute(attribute);
  }
}

/** Defines every built-in tag as a component of its own, with the attributes the templates use as its properties. */
export function registerBuiltIns(space: ComponentSpace, attributes: Record<string, string[]>): void {
  for (const tag of BUILT_IN_TAGS) {
    const kind = KINDS[tag] ?? {};
    const names = attributes[tag] ?? [];
    const aria = names.filter((name) => name.startsWith('aria'));
    const refresh = (self: BuiltIn) => {
      kind.update?.(self);
      showAria(self, aria);
      if (names.includes('hidden')) self.element.toggleAttribute('hidden', Boolean(self.data.hidden));
    };
    const observed = kind.update !== undefined || aria.length > 0 || names.includes('hidden');
    const definition = space.defineComponent({
      is: `wx:${tag}`,
      properties: Object.fromEntries(names.map((name) => [name, { type: null, value: undefined }])),
      observers: observed
        ? [
            {
              fields: '**',
              observer(this: GeneralComponent) {
                const self = builtInOf(this.getBackendElement() as unknown as Element);
                if (self) refresh(self);
              },
            },
          ]
        : [],
      lifetimes: {
        attached(this: GeneralComponent) {
          // An element that the framework moves is attached again; its parts are made once.
          const known = builtInOf(this.getBackendElement() as unknown as Element);
          const self = known ?? adopt(this);
          if (!known) kind.attached?.(self);
          refresh(self);
        },
      },
    });
    space.setGlobalUsingComponent(`wx-${tag}`, definition.general());
  }
}
