import '#assets/base.css';
import '#assets/customer.css';
import './style.css';
import { render } from 'preact';
import { Welcome } from '#components/customer/Welcome.tsx';

const root = document.getElementById('app');
if (root) render(<Welcome />, root);
