import { useState } from 'react';
import { Receipt } from '@/components/Receipt/index.tsx';
import { pageQuery, replaceWith, routes } from '@/routes.ts';

/** After sending: its number, who has it, and until when. */
export default function Sent() {
  const [{ id = '', number = '', sentence = '', edited }] = useState(pageQuery);
  return (
    <Receipt
      ticket={{ id, number, sentence }}
      edited={edited === '1'}
      onAgain={() => replaceWith(routes.report, { from: 'camera' })}
    />
  );
}
