import type { BuiltIn, Kind } from './kind.ts';

function toggle(self: BuiltIn): void {
  if (self.data.disabled) return;
  self.value = !self.value;
  self.element.toggleAttribute('checked', Boolean(self.value));
  self.element.setAttribute('aria-checked', String(self.value));
  self.fire('change', { value: self.value });
}

export const switchKind: Kind = {
  attached(self) {
    self.element.setAttribute('role', 'switch');
    self.onTap(() => toggle(self));
    self.element.addEventListener('labeltap', () => toggle(self));
  },
  update(self) {
    self.value = Boolean(self.data.checked);
    self.element.toggleAttribute('checked', Boolean(self.value));
    self.element.toggleAttribute('disabled', Boolean(self.data.disabled));
    self.element.setAttribute('aria-checked', String(self.value));
  },
};
