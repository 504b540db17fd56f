"""What tests share: ports, and the database each test process gets."""
