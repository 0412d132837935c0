import { Input, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { spoken } from '@/a11y.ts';
import { isH5 } from '@/services/platform.ts';
import './index.scss';

interface FrameProps {
  label: string;
  /** Why it is asked, or what it is used for. */
  hint?: string;
  problem?: string | undefined;
  children: ReactNode;
}

/** A label, whatever is filled in below it, and what is wrong with it. */
export function FieldFrame({ label, hint, problem, children }: FrameProps) {
  return (
    <View className="field">
      <View className="field__label">{label}</View>
      {children}
      {problem ? (
        <View className="field__problem" {...spoken({ role: 'alert' })}>
          {problem}
        </View>
      ) : (
        hint && <View className="field__hint">{hint}</View>
      )}
    </View>
  );
}

interface Props extends Omit<FrameProps, 'children'> {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  type?: 'text' | 'number' | 'digit';
  maxLength?: number;
  onDone?: () => void;
}

/** One line of text. */
export function Field({
  label,
  hint,
  problem,
  value,
  onChange,
  placeholder,
  type = 'text',
  maxLength = 60,
  onDone,
}: Props) {
  return (
    <FieldFrame label={label} {...(hint ? { hint } : {})} problem={problem}>
      <Input
        className={`field__input ${problem ? 'field__input--wrong' : ''}`}
        value={value}
        type={type}
        maxlength={maxLength}
        placeholder={placeholder ?? ''}
        placeholderClass="field__placeholder"
        cursorSpacing={80}
        {...spoken({ label })}
        {...(isH5 ? { nativeProps: { 'aria-label': label } } : {})}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={() => onDone?.()}
      />
    </FieldFrame>
  );
}
