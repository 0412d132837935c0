import { hostHooks } from '../hooks.ts';
import { submitForm } from './form.ts';
import { type BuiltIn, type Kind, text } from './kind.ts';

/** The answers WeChat gives to a button with an `open-type`: event name and detail, or nothing. */
async function openType(self: BuiltIn, type: string): Promise<void> {
  if (type === 'share') hostHooks.share(self.element);
  else if (type === 'openSetting') self.fire('opensetting', await hostHooks.ask('openSetting', {}));
  else if (type === 'contact') self.fire('contact', { path: '', query: {} });
  else if (type === 'agreePrivacyAuthorization') {
    hostHooks.agreePrivacy(self.element.id);
    self.fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  } else if (type === 'getPhoneNumber') self.fire('getphonenumber', await hostHooks.ask('getPhoneNumber', {}));
  else if (type === 'chooseAvatar') {
    const { tempFiles } = (await hostHooks.ask('chooseMedia', { count: 1, mediaType: ['image'] })) as {
      tempFiles?: { tempFilePath: string }[];
    };
    if (tempFiles?.[0]) self.fire('chooseavatar', { avatarUrl: tempFiles[0].tempFilePath });
  }
}

export const button: Kind = {
  attached(self) {
    self.onTap(() => {
      if (self.data.disabled) return;
      const form = self.data.formType ? self.element.closest('wx-form') : null;
      if (form) submitForm(form, text(self.data.formType));
      // Several open types may be joined by "|"; they run in the order written.
      for (const type of text(self.data.openType).split('|').filter(Boolean).reverse()) void openType(self, type);
    });
  },
  update({ element, data }) {
    element.setAttribute('type', text(data.type) || 'default');
    element.setAttribute('size', text(data.size) || 'default');
    for (const name of ['disabled', 'loading', 'plain']) element.toggleAttribute(name, Boolean(data[name]));
    element.setAttribute('role', 'button');
    if (data.disabled) element.setAttribute('aria-disabled', 'true');
    else element.removeAttribute('aria-disabled');
  },
};

/** A disabled button takes no tap: the touch is stopped before the framework sees it. */
export function stopDisabledButtons(): void {
  const stop = (event: Event) => {
    if (event.target instanceof Element && event.target.closest('wx-button[disabled]')) event.stopPropagation();
  };
  window.addEventListener('touchstart', stop, true);
  window.addEventListener('mousedown', stop, true);
}
