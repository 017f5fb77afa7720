import { add, changed, offer } from './page.js';

/** `?tag=input|textarea`: a field without any framework. */
const field = add(new URLSearchParams(location.search).get('tag'), { style: 'width:400px;height:60px' });
field.addEventListener('input', changed);
offer(field, () => field.value);
