import type { MyChannels, Repair } from '@liudan/shared/notify/contract';
import { useState } from 'react';
import { goTo, routes } from '@/routes.ts';
import { request } from '@/services/http.ts';
import { say, sayDone } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';
import { consentNow } from '../consent.ts';
import { askEmployeeMessages, bindEmployee, type EmployeeAnswer } from './platform-employee.ts';

interface Repairing {
  busy: Repair | null;
  problem: Problem | null;
  /** Must be called directly in a tap: WeChat opens its popups for nothing else. */
  start(repair: Repair): void;
}

/** What one tap does about a channel. */
export function useRepair(
  mine: MyChannels | null,
  put: (mine: MyChannels) => void,
  look: () => Promise<void>,
): Repairing {
  const [busy, setBusy] = useState<Repair | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const report = async (asked: Promise<EmployeeAnswer | null>) => {
    const answer = await asked;
    if (!answer) return say('没有绑定。请把微信升级到最新版后再试。');
    put(await request<MyChannels>('/me/channels/employee', { method: 'PUT', body: answer }));
    if (answer.bound) sayDone('已绑定');
    else say('没有绑定。消息仍会出现在“消息”页。');
  };
  const wecom = async () => {
    put(await request<MyChannels>('/me/channels/wecom', { method: 'POST' }));
    sayDone('已绑定');
  };
  const subscribe = async (asked: Promise<number>) => {
    const accepted = await asked;
    say(accepted > 0 ? `已允许 ${accepted} 类消息` : '没有允许。消息仍会出现在“消息”页。');
    await look();
  };
  const doing = (repair: Repair): Promise<unknown> => {
    const templates = mine?.employeeTemplates ?? [];
    switch (repair) {
      case 'wecom':
        return wecom();
      case 'employee':
        return report(bindEmployee(templates.map(({ templateId }) => templateId)));
      case 'employee_templates':
        return report(askEmployeeMessages(templates.filter(({ taken }) => !taken).map(({ templateId }) => templateId)));
      case 'subscribe':
        return subscribe(consentNow((mine?.credits ?? []).map(({ templateId }) => templateId)));
      case 'phone':
        goTo(routes.me);
        return Promise.resolve();
    }
  };
  const start = (repair: Repair) => {
    if (busy !== null) return;
    setBusy(repair);
    setProblem(null);
    doing(repair)
      .catch((error: unknown) => setProblem(problemOf(error)))
      .finally(() => setBusy(null));
  };
  return { busy, problem, start };
}
