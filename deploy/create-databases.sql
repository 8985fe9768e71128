-- Run once, by the PostgreSQL image, when its volume is empty. The database "sodo" is made by the image itself.
CREATE DATABASE temporal;
CREATE DATABASE temporal_visibility;
