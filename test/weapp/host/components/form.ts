import { tapTarget } from '../events.ts';
import { builtInOf, type Kind, text } from './kind.ts';

const FIELDS = 'wx-input,wx-textarea,wx-switch,wx-picker,wx-checkbox-group,wx-radio-group,wx-slider';
const CONTROLS = 'wx-checkbox,wx-radio,wx-switch,wx-button';

/** Raises `submit` with the values of the named fields inside, or `reset`. */
export function submitForm(element: Element, kind: string): void {
  const form = builtInOf(element);
  if (kind === 'reset') {
    form?.fire('reset');
    return;
  }
  const value: Record<string, unknown> = {};
  for (const field of element.querySelectorAll(FIELDS)) {
    const self = builtInOf(field);
    const name = text(self?.data.name);
    if (self && name) value[name] = self.value;
  }
  form?.fire('submit', { value, formId: '' });
}

/** A label passes its tap on to the element it names with `for`, or to the first one inside it. */
export const label: Kind = {
  attached(self) {
    self.onTap(() => {
      // A control inside the label has already taken the tap that now bubbles here.
      if (tapTarget()?.closest(CONTROLS)) return;
      const named = text(self.data.for);
      const control = named ? document.getElementById(named) : self.element.querySelector(CONTROLS);
      const target = control && builtInOf(control);
      if (target && !target.data.disabled) control.dispatchEvent(new CustomEvent('labeltap'));
    });
  },
};
