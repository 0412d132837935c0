import { confirmByTap } from '../events.ts';
import { addButtons, button, hideToast, make, openSheet, showToast } from '../overlay.ts';
import { ApiFailure, type ApiGroup } from './api.ts';

interface Modal {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  confirmText?: string;
  editable?: boolean;
  placeholderText?: string;
}

function showModal(options: Modal): Promise<{ confirm: boolean; cancel: boolean; content?: string }> {
  const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable } = options;
  return new Promise((resolve) => {
    const { box, close } = openSheet('centre', title || content);
    if (title) box.appendChild(make('h2', '', title));
    const field = editable ? document.createElement('input') : undefined;
    if (field) {
      field.value = content;
      field.placeholder = options.placeholderText ?? '';
      box.appendChild(field);
    } else if (content) box.appendChild(make('p', '', content));
    const answer = (confirm: boolean) => () => {
      close();
      confirmByTap();
      resolve({ confirm, cancel: !confirm, ...(field && confirm ? { content: field.value } : {}) });
    };
    const cancel: [string, () => void][] = showCancel ? [[cancelText, answer(false)]] : [];
    addButtons(box, [...cancel, [confirmText, answer(true)]]);
  });
}

interface ActionSheet {
  itemList?: string[];
  alertText?: string;
}

function showActionSheet({ itemList = [], alertText }: ActionSheet): Promise<{ tapIndex: number }> {
  if (itemList.length === 0 || itemList.length > 6)
    throw new ApiFailure('parameter error: itemList needs 1 to 6 items');
  return new Promise((resolve, reject) => {
    const cancel = () => {
      sheet.close();
      reject(new ApiFailure('cancel'));
    };
    const sheet = openSheet('bottom', alertText ?? '请选择', cancel);
    if (alertText) sheet.box.appendChild(make('p', '', alertText));
    const list = make('div', 'options');
    itemList.forEach((item, tapIndex) => {
      const choose = () => {
        sheet.close();
        confirmByTap();
        resolve({ tapIndex });
      };
      list.appendChild(button(item, choose));
    });
    sheet.box.appendChild(list);
    addButtons(sheet.box, [['取消', cancel]]);
  });
}

interface Toast {
  title?: string;
  duration?: number;
  mask?: boolean;
}

export const dialogs: ApiGroup = {
  calls: {
    showToast: ({ title = '', duration = 1500, mask = false }: Toast) => showToast(title, duration, mask),
    showLoading: ({ title = '', mask = false }: Toast) => showToast(title, undefined, mask),
    hideToast,
    hideLoading: hideToast,
    showModal,
    showActionSheet,
  },
};
