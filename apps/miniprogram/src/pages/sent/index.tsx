import { View } from '@tarojs/components';
import { useState } from 'react';
import { spoken } from '@/a11y.ts';
import { Button } from '@/components/Button/index.tsx';
import { Card } from '@/components/Card/index.tsx';
import { Icon } from '@/components/Icon/index.tsx';
import { Page } from '@/components/Page/index.tsx';
import { goTo, pageQuery, replaceWith, routes } from '@/routes.ts';
import './index.scss';

/** After sending: its number, who has it, and until when. */
export default function Sent() {
  const [{ id = '', number = '', sentence = '', edited }] = useState(pageQuery);
  return (
    <Page
      bar={
        <>
          <Button onPress={() => replaceWith(routes.report, { from: 'camera' })}>再报一件</Button>
          <Button kind="primary" onPress={() => replaceWith(routes.ticket, { id })}>
            看进度
          </Button>
        </>
      }
    >
      <View className="sent" {...spoken({ role: 'status', live: 'polite' })}>
        <Icon name="circle-check" size="huge" className="sent__icon" />
        <View className="sent__title">收到了</View>
        <View className="sent__sentence">{sentence}</View>
        <View className="sent__number">单号 {number}</View>
      </View>
      {edited && <Card>我们收到的是您修改之前的内容。后来改的部分，请打开单子点“补充情况”。</Card>}
      <Card>
        <View className="sent__next">每走一步，“消息”里都会告诉您。办结后请您评价：不满意的，会重新办理。</View>
        <Button kind="quiet" onPress={() => goTo(routes.home)}>
          回首页
        </Button>
      </Card>
    </Page>
  );
}
