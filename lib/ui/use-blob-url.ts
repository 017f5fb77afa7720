import { useEffect, useState } from 'preact/hooks';

/** Returns an address of a blob's bytes for as long as it is shown, '' until there is one; `id` tells blobs apart. */
export function useBlobUrl(id: string, blob: Blob): string {
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [id]);
  return url;
}
