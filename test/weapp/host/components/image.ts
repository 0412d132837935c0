import { hostHooks } from '../hooks.ts';
import { type Kind, text } from './kind.ts';

export const image: Kind = {
  attached(self) {
    const picture = document.createElement('img');
    picture.alt = '';
    picture.onload = () => self.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    picture.onerror = () => self.fire('error', { errMsg: 'image load failed' });
    self.element.appendChild(picture);
  },
  update({ element, data }) {
    const picture = element.querySelector('img');
    const source = text(data.src);
    const url = source && hostHooks.toUrl(source);
    if (picture && url && picture.getAttribute('src') !== url) picture.src = url;
    if (picture && !url) picture.removeAttribute('src');
    element.setAttribute('mode', text(data.mode) || 'scaleToFill');
    if (text(data.ariaLabel)) element.setAttribute('role', text(data.ariaRole) || 'img');
  },
};
