import '#assets/base.css';
import '#assets/customer.css';
import './style.css';
import { render } from 'preact';
import { Popup } from '#components/customer/Popup.tsx';
import { openGuarded } from '#lib/db/guard.ts';

void openGuarded();
const root = document.getElementById('app');
if (root) render(<Popup />, root);
