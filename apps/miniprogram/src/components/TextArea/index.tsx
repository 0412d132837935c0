import { Textarea, View } from '@tarojs/components';
import { spoken } from '@/a11y.ts';
import { isH5 } from '@/services/platform.ts';
import { classes } from '../classes.ts';
import './index.scss';

interface Props {
  /** Read aloud; there is no visible label when the placeholder says enough. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  max: number;
  problem?: string | undefined;
  /** Without a frame of its own, for use inside a card that is nothing else. */
  bare?: boolean;
  focus?: boolean;
}

/** Several lines of text, counting down once the end is in sight. */
export function TextArea({ label, value, onChange, placeholder, max, problem, bare, focus }: Props) {
  const left = max - value.length;
  return (
    <View className={classes('textarea', bare && 'textarea--bare', problem && 'textarea--wrong')}>
      <Textarea
        className="textarea__input"
        value={value}
        maxlength={max}
        placeholder={placeholder ?? ''}
        placeholderClass="textarea__placeholder"
        cursorSpacing={120}
        showConfirmBar={false}
        disableDefaultPadding
        autoHeight
        {...(focus ? { focus: true } : {})}
        {...spoken({ label })}
        {...(isH5 ? { nativeProps: { 'aria-label': label } } : {})}
        onInput={(event) => onChange(event.detail.value)}
      />
      <View className="textarea__foot">
        {problem ? (
          <View className="textarea__problem" {...spoken({ role: 'alert' })}>
            {problem}
          </View>
        ) : (
          <View />
        )}
        {left <= 100 && <View className="textarea__count">{left > 0 ? `还可以写 ${left} 字` : '已写满'}</View>}
      </View>
    </View>
  );
}
