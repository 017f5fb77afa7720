import '#assets/base.css';
import '#assets/customer.css';
import './style.css';
import { render } from 'preact';
import { Panel } from '#components/customer/Panel.tsx';
import { openGuarded } from '#lib/db/guard.ts';

// The check runs beside the first paint; until it is through, writing is refused, reading is not.
void openGuarded();
const root = document.getElementById('app');
if (root) render(<Panel />, root);
