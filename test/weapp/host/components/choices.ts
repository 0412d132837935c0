import { type BuiltIn, builtInOf, type Kind, text } from './kind.ts';

const group = (self: BuiltIn, tag: string): BuiltIn | undefined => {
  const element = self.element.closest(tag);
  return element ? builtInOf(element) : undefined;
};

const isOn = (element: Element): boolean => element.hasAttribute('checked');

function mark(self: BuiltIn, on: boolean): void {
  self.element.toggleAttribute('checked', on);
  self.element.setAttribute('aria-checked', String(on));
}

/** The group's value follows from its members: an array for checkboxes, one value for radios. */
function collect(owner: BuiltIn, tag: 'wx-checkbox' | 'wx-radio'): void {
  const chosen = [...owner.element.querySelectorAll(tag)].filter(isOn).map((e) => text(builtInOf(e)?.data.value));
  owner.value = tag === 'wx-checkbox' ? chosen : (chosen[0] ?? '');
}

function choice(tag: 'wx-checkbox' | 'wx-radio'): Kind {
  const groupTag = `${tag}-group`;
  const choose = (self: BuiltIn) => {
    if (self.data.disabled || (tag === 'wx-radio' && isOn(self.element))) return;
    const owner = group(self, groupTag);
    if (tag === 'wx-radio') {
      for (const other of owner?.element.querySelectorAll(tag) ?? []) {
        const sibling = builtInOf(other);
        if (sibling) mark(sibling, false);
      }
    }
    mark(self, tag === 'wx-radio' || !isOn(self.element));
    if (!owner) return;
    collect(owner, tag);
    owner.fire('change', { value: owner.value });
  };
  return {
    attached(self) {
      self.element.setAttribute('role', tag.slice(3));
      self.onTap(() => choose(self));
      self.element.addEventListener('labeltap', () => choose(self));
    },
    update(self) {
      mark(self, Boolean(self.data.checked));
      self.element.toggleAttribute('disabled', Boolean(self.data.disabled));
      const owner = group(self, groupTag);
      if (owner) collect(owner, tag);
    },
  };
}

export const checkbox = choice('wx-checkbox');
export const radio = choice('wx-radio');
export const checkboxGroup: Kind = { attached: (self) => collect(self, 'wx-checkbox') };
export const radioGroup: Kind = { attached: (self) => collect(self, 'wx-radio') };
