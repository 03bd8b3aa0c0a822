# Redraw with: gnuplot resident-memory.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,480 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'resident_memory'; set output 'resident-memory.svg'
$panel1_1 << EOD
1 106192896 106192896 106192896
2 129359872 129359872 129359872
4 161398784 161398784 161398784
8 232529920 232529920 232529920
16 286461952 286461952 286461952
32 399556608 399556608 399556608
64 659546112 659546112 659546112
128 1179516928 1179516928 1179516928
EOD
$panel1_2 << EOD
1 107765760 107765760 107765760
2 109338624 109338624 109338624
4 109166592 109166592 109166592
8 108994560 108994560 108994560
16 108400640 108400640 108400640
32 108400640 108400640 108400640
64 108343296 108343296 108343296
128 108285952 108285952 108285952
256 108285952 108285952 108285952
512 108228608 108228608 108228608
1024 108228608 108228608 108228608
2048 107728896 107728896 107728896
4096 107393024 107393024 107393024
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 128 segments (65,536 tokens) full attention occupies}' at screen 0.01628,0.94683 left front font ',16' textcolor rgb '#222222'
set label '{/:Bold 10.9 times as much memory as RMT, measured}' at screen 0.01628,0.90283 left front font ',16' textcolor rgb '#222222'
set label '1 layer of opt-125m, f32, mask full, 2 threads, segments of 512 positions with 10 memory rows' at screen 0.01628,0.85883 left front font ',11' textcolor rgb '#666666'
set label 'the most that the process held in any round' at screen 0.01628,0.82858 left front font ',11' textcolor rgb '#666666'
set label 'AMD EPYC, 2 cores, debug, kernels optimised, commit 3ee3a054e6b4' at screen 0.01628,0.79833 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.75667 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'measured' at screen 0.03721,0.75667 left front font ',11' textcolor rgb '#222222'

set lmargin at screen 0.09535
set rmargin at screen 0.86887
set tmargin at screen 0.68063
set bmargin at screen 0.10633
set logscale x 2
set xrange [0.7474246243174693:5480.151264403915]
set xtics ('' 1.0, '' 2.0, '' 4.0, '' 8.0, '' 16.0, '' 32.0, '' 64.0, '' 128.0, '' 256.0, '' 512.0, '' 1024.0, '' 2048.0, '' 4096.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set logscale y 2
set yrange [94148852.0339973:1330407283.3528888]
set ytics ('128 MiB' 134217728.0, '256 MiB' 268435456.0, '512 MiB' 536870912.0, '1 GiB' 1073741824.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'peak resident memory' at screen 0.0907,0.70771 left front font ',12.5' textcolor rgb '#222222'
set label 'segments' at screen 0.07907,0.07508 right front font ',11' textcolor rgb '#666666'
set label '1' at screen 0.12065,0.07508 center front font ',11' textcolor rgb '#222222'
set label '2' at screen 0.18089,0.07508 center front font ',11' textcolor rgb '#222222'
set label '4' at screen 0.24114,0.07508 center front font ',11' textcolor rgb '#222222'
set label '8' at screen 0.30138,0.07508 center front font ',11' textcolor rgb '#222222'
set label '16' at screen 0.36162,0.07508 center front font ',11' textcolor rgb '#222222'
set label '32' at screen 0.42186,0.07508 center front font ',11' textcolor rgb '#222222'
set label '64' at screen 0.48211,0.07508 center front font ',11' textcolor rgb '#222222'
set label '128' at screen 0.54235,0.07508 center front font ',11' textcolor rgb '#222222'
set label '256' at screen 0.60259,0.07508 center front font ',11' textcolor rgb '#222222'
set label '512' at screen 0.66284,0.07508 center front font ',11' textcolor rgb '#222222'
set label '1,024' at screen 0.72308,0.07508 center front font ',11' textcolor rgb '#222222'
set label '2,048' at screen 0.78332,0.07508 center front font ',11' textcolor rgb '#222222'
set label '4,096' at screen 0.84356,0.07508 center front font ',11' textcolor rgb '#222222'
set label 'tokens' at screen 0.07907,0.04483 right front font ',11' textcolor rgb '#666666'
set label '512' at screen 0.12065,0.04483 center front font ',11' textcolor rgb '#666666'
set label '1Ki' at screen 0.18089,0.04483 center front font ',11' textcolor rgb '#666666'
set label '2Ki' at screen 0.24114,0.04483 center front font ',11' textcolor rgb '#666666'
set label '4Ki' at screen 0.30138,0.04483 center front font ',11' textcolor rgb '#666666'
set label '8Ki' at screen 0.36162,0.04483 center front font ',11' textcolor rgb '#666666'
set label '16Ki' at screen 0.42186,0.04483 center front font ',11' textcolor rgb '#666666'
set label '32Ki' at screen 0.48211,0.04483 center front font ',11' textcolor rgb '#666666'
set label '64Ki' at screen 0.54235,0.04483 center front font ',11' textcolor rgb '#666666'
set label '128Ki' at screen 0.60259,0.04483 center front font ',11' textcolor rgb '#666666'
set label '256Ki' at screen 0.66284,0.04483 center front font ',11' textcolor rgb '#666666'
set label '512Ki' at screen 0.72308,0.04483 center front font ',11' textcolor rgb '#666666'
set label '1Mi' at screen 0.78332,0.04483 center front font ',11' textcolor rgb '#666666'
set label '2Mi' at screen 0.84356,0.04483 center front font ',11' textcolor rgb '#666666'
set label 'full attention' at screen 0.55514,0.65452 left front font ',12.5' textcolor rgb '#0072B2'
set label 'RMT' at screen 0.88747,0.13487 left front font ',12.5' textcolor rgb '#D55E00'
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_2 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
