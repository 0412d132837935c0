import { useEffect, useState } from 'react';
import { isOnline, onOnlineChange } from './platform.ts';

/** Whether there is a network; as long as nobody knows, there is. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    void isOnline().then(setOnline);
    return onOnlineChange(setOnline);
  }, []);
  return online;
}
