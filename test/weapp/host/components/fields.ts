import { amount, type BuiltIn, type Kind, text } from './kind.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

const INPUT_MODES: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };
/** The value the template gave last: only a change of it may overwrite what a person has typed. */
const given = new WeakMap<Element, string>();

const fieldOf = (self: BuiltIn): Field => self.element.querySelector('input,textarea') as Field;

function typed(self: BuiltIn, field: Field): void {
  const limit = amount(self.data.maxlength, 140);
  if (limit >= 0 && field.value.length > limit) field.value = field.value.slice(0, limit);
  self.value = field.value;
  self.fire('input', { value: field.value, cursor: field.selectionStart, keyCode: 0 });
  grow(self, field);
}

function grow(self: BuiltIn, field: Field): void {
  if (!self.data.autoHeight) return;
  self.element.style.height = 'auto';
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

function fieldKind(tag: 'input' | 'textarea'): Kind {
  return {
    attached(self) {
      const field = document.createElement(tag);
      field.addEventListener('input', () => typed(self, field));
      field.addEventListener('focus', () => self.fire('focus', { value: field.value, height: 0 }));
      field.addEventListener('blur', () => self.fire('blur', { value: field.value, cursor: 0 }));
      field.addEventListener('keydown', (event) => {
        const { key } = event as KeyboardEvent;
        if (tag === 'input' && key === 'Enter') self.fire('confirm', { value: field.value });
      });
      self.value = '';
      self.element.appendChild(field);
    },
    update(self) {
      const { data } = self;
      const field = fieldOf(self);
      field.placeholder = text(data.placeholder);
      field.disabled = Boolean(data.disabled);
      if (text(data.ariaLabel)) field.setAttribute('aria-label', text(data.ariaLabel));
      if (field instanceof HTMLInputElement) {
        field.type = data.password ? 'password' : 'text';
        field.inputMode = INPUT_MODES[text(data.type)] ?? 'text';
      }
      if (data.value !== undefined && text(data.value) !== given.get(self.element)) {
        given.set(self.element, text(data.value));
        if (field.value !== text(data.value)) field.value = text(data.value);
      }
      self.value = field.value;
      if (data.focus && document.activeElement !== field) field.focus();
      grow(self, field);
    },
  };
}

export const input = fieldKind('input');
export const textarea = fieldKind('textarea');
