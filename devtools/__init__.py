"""The workshop behind ./dev: the demo, the tests, the checks. No part of the product."""
