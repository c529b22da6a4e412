One("1");
Two("2");
