// Accessibility attributes that Taro leaves out of its templates. Keep this list short: every entry grows base.wxml.
const named = { 'aria-label': '', 'aria-role': '' };
const state = { 'aria-hidden': '', 'aria-checked': '', 'aria-selected': '', 'aria-disabled': '', 'aria-live': '' };

module.exports = {
  View: { ...named, ...state },
  Text: named,
  Image: named,
  Button: named,
  Input: { 'aria-label': '' },
  Textarea: { 'aria-label': '' },
  Switch: { 'aria-label': '' },
};
