import type { Me } from '@liudan/shared/identity/contract';
import { Button as NativeButton, View } from '@tarojs/components';
import { useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Field } from '@/components/Field/index.tsx';
import { ListRow } from '@/components/ListRow/index.tsx';
import { Sheet } from '@/components/Sheet/index.tsx';
import { bindPhone } from '@/services/me.ts';
import { isH5, say, sayDone } from '@/services/platform.ts';
import { problemOf } from '@/services/problem.ts';

/** The district has bought no more looks at numbers from WeChat (errno of `getPhoneNumber`). */
const USED_UP = 1_400_001;

/** The phone on file. WeChat gives it by a button of its own; by hand it works everywhere. */
export function PhoneRow({ me }: { me: Me }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const bind = async (by: { code: string } | { phone: string }) => {
    setBusy(true);
    try {
      await bindPhone(by);
      sayDone('已登记');
      setOpen(false);
    } catch (error) {
      const { fields, message } = problemOf(error);
      setProblem(fields?.phone ?? message);
    }
    setBusy(false);
  };
  const byHand = () => {
    const fine = /^1[3-9]\d{9}$/.test(typed);
    setProblem(fine ? undefined : '请填写 11 位手机号。');
    if (fine) void bind({ phone: typed });
  };

  return (
    <>
      <ListRow icon="phone" title="联系电话" aside={me.phone ?? '未登记'} onPress={() => setOpen(true)} />
      <Sheet
        open={open}
        title="联系电话"
        onClose={() => setOpen(false)}
        bar={
          <Button kind="primary" onPress={byHand} busy={busy && '正在登记…'}>
            登记
          </Button>
        }
      >
        {!isH5 && (
          <View className="mine__wechat">
            <NativeButton
              className="mine__native"
              openType="getPhoneNumber"
              {...spoken({ label: '用微信的手机号' })}
              onGetPhoneNumber={(event) => {
                const { code, errno } = event.detail as { code?: string; errno?: number };
                if (code) void bind({ code });
                else say(errno === USED_UP ? '微信验证的次数用完了，请先手工填写。' : '没有取得手机号，可以手工填写。');
              }}
            >
              用微信的手机号
            </NativeButton>
          </View>
        )}
        <Field
          label={isH5 ? '手机号' : '或者手工填写'}
          hint="只用于核实和回访。"
          type="number"
          maxLength={11}
          value={typed}
          onChange={(phone) => setTyped(phone.trim())}
          problem={problem}
          onDone={byHand}
        />
      </Sheet>
    </>
  );
}
